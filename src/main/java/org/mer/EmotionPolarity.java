package org.mer;

import java.io.Serializable;
import java.util.Locale;

/**
 * The mapping from emotions to polarity: happy is positive; angry, disgust, fear and sad are
 * negative; neutral is neutral; surprise is ambiguous, and divided between positive and negative.
 *
 * @param positiveSurprise the share of surprise that counts as positive, 0 to 1; the rest counts as
 *     negative
 */
public record EmotionPolarity(double positiveSurprise) implements Serializable {
  /** Checks the share. */
  public EmotionPolarity {
    if (!(positiveSurprise >= 0 && positiveSurprise <= 1)) {
      throw new IllegalArgumentException(
          "the positive share of surprise must be 0 to 1, cannot be: " + positiveSurprise);
    }
  }

  /** What stands beside every scored row, so that a score names the mapping it was made with. */
  public String version() {
    return String.format(Locale.ROOT, "1/surprise=%.2f", positiveSurprise);
  }

  /**
   * How much of an emotion belongs to a polarity.
   *
   * @return 0 to 1; over the three polarities the shares of an emotion sum to 1
   */
  public double share(Emotion emotion, Polarity polarity) {
    return switch (emotion) {
      case ANGRY, DISGUST, FEAR, SAD -> polarity == Polarity.NEGATIVE ? 1 : 0;
      case HAPPY -> polarity == Polarity.POSITIVE ? 1 : 0;
      case NEUTRAL -> polarity == Polarity.NEUTRAL ? 1 : 0;
      case SURPRISE ->
          switch (polarity) {
            case NEGATIVE -> 1 - positiveSurprise;
            case NEUTRAL -> 0;
            case POSITIVE -> positiveSurprise;
          };
    };
  }

  /**
   * The polarity that follows from a posterior over emotions.
   *
   * @param emotions seven probabilities in the order of {@link Emotion}
   * @return three probabilities in the order of {@link Polarity}
   */
  public double[] polarity(double[] emotions) {
    double[] polarities = new double[Polarity.COUNT];
    for (Emotion emotion : Emotion.values()) {
      for (Polarity polarity : Polarity.values()) {
        polarities[polarity.ordinal()] += emotions[emotion.ordinal()] * share(emotion, polarity);
      }
    }

    return polarities;
  }
}
