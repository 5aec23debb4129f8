package org.mer;

import java.util.Locale;
import java.util.Optional;

/**
 * The seven basic emotions, in the order of FER2013's class numbers 0 to 6 (Goodfellow et al.
 * 2013). Every posterior over emotions in this project is indexed by {@link #ordinal()}.
 */
public enum Emotion {
  ANGRY,
  DISGUST,
  FEAR,
  HAPPY,
  SAD,
  SURPRISE,
  NEUTRAL;

  /** How many emotions there are: the length of every posterior over emotions. */
  public static final int COUNT = values().length;

  private static final Emotion[] IN_ORDER = values();

  /** The word that stands in tables: the name in lower case. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The emotion of a class number.
   *
   * @param index 0 to 6
   * @throws IllegalArgumentException if there is no such class
   */
  public static Emotion of(int index) {
    if (index < 0 || index >= COUNT) {
      throw new IllegalArgumentException("an emotion's number must be 0 to 6, cannot be: " + index);
    }

    return IN_ORDER[index];
  }

  /**
   * The emotion of a label as it stands in tables, in any case; empty where there is none of that
   * name.
   */
  public static Optional<Emotion> ofLabel(String label) {
    for (Emotion emotion : IN_ORDER) {
      if (emotion.label().equalsIgnoreCase(label)) {
        return Optional.of(emotion);
      }
    }

    return Optional.empty();
  }
}
