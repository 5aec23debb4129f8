package org.mer.fusion;

import java.util.Locale;
import org.mer.Emotion;

/** What a pair can tell, by the emotion of its face. */
public enum PairKind {
  /** The emotion has a polarity, so a tweet can share it. */
  POLAR,
  /** The face is neutral; no tweet of two polarities is. */
  NEUTRAL,
  /** Surprise, good or bad. */
  SURPRISE;

  /** The word that stands in tables. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The kind of an emotion. */
  public static PairKind of(Emotion emotion) {
    return switch (emotion) {
      case ANGRY, DISGUST, FEAR, HAPPY, SAD -> POLAR;
      case NEUTRAL -> NEUTRAL;
      case SURPRISE -> SURPRISE;
    };
  }
}
