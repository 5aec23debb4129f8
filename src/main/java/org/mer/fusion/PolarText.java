package org.mer.fusion;

import java.util.List;
import org.mer.Polarity;

/**
 * What a text says of negative against positive. What it says of neutral is left out: the model
 * learned two classes.
 *
 * @param negative above 0
 * @param positive above 0; both sum to 1
 */
record PolarText(double negative, double positive) {
  private static final double PRIOR = 0.5;
  private static final double FLOOR = 1e-12;

  /**
   * From a posterior; probabilities below 1e-12 are taken for 1e-12, so no text rules a polarity
   * out.
   *
   * @param posterior three probabilities in the order of {@link Polarity}
   */
  static PolarText of(List<Double> posterior) {
    double negative = Math.max(posterior.get(Polarity.NEGATIVE.ordinal()), FLOOR);
    double positive = Math.max(posterior.get(Polarity.POSITIVE.ordinal()), FLOOR);
    return new PolarText(negative / (negative + positive), positive / (negative + positive));
  }

  /** The probability of a polarity, given that it is polar; 0 for neutral. */
  double share(Polarity polarity) {
    return switch (polarity) {
      case NEGATIVE -> negative;
      case NEUTRAL -> 0;
      case POSITIVE -> positive;
    };
  }

  /** The likelihood ratio {@code (share / prior)^weight}; 1 for neutral, and for no weight. */
  double ratio(Polarity polarity, double weight) {
    return polarity == Polarity.NEUTRAL ? 1 : Math.pow(share(polarity) / PRIOR, weight);
  }

  /** The logarithm of the odds of positive to negative, -27.7 to 27.7. */
  double logOdds() {
    return Math.log(positive / negative);
  }
}
