package org.mer.evaluation;

import org.apache.commons.math3.distribution.BinomialDistribution;
import org.apache.commons.math3.special.Erf;

/**
 * McNemar's test (1947) of two subjects on the same rows: only rows where one is right and the
 * other wrong count.
 */
final class McNemar {
  static final String METRIC = "mcnemar_p";

  private static final long EXACT_UP_TO = 1_000;

  private McNemar() {}

  /**
   * The two-sided probability of a difference like this one between subjects that are equally good:
   * exact for up to 1,000 such rows, by the normal approximation with continuity correction above.
   *
   * @param firstOnly rows that only the first has right
   * @param secondOnly rows that only the second has right
   */
  static double probability(long firstOnly, long secondOnly) {
    long rows = firstOnly + secondOnly;
    long fewer = Math.min(firstOnly, secondOnly);
    if (rows <= EXACT_UP_TO) {
      double tail =
          new BinomialDistribution(null, (int) rows, 0.5).cumulativeProbability((int) fewer);
      return Math.min(1, 2 * tail);
    }

    double difference = Math.max(0, rows - 2 * fewer - 1);
    return Erf.erfc(difference / Math.sqrt(2.0 * rows));
  }

  /**
   * The one-sided probability of a difference like this one, or a larger, to the second's
   * disadvantage between subjects that are equally good: small if the second is worse. Exact for up
   * to 1,000 such rows, by the normal approximation with continuity correction above.
   *
   * @param firstOnly rows that only the first has right
   * @param secondOnly rows that only the second has right
   */
  static double probabilityOfWorse(long firstOnly, long secondOnly) {
    long rows = firstOnly + secondOnly;
    if (rows <= EXACT_UP_TO) {
      return new BinomialDistribution(null, (int) rows, 0.5)
          .cumulativeProbability((int) secondOnly);
    }

    double difference = firstOnly - secondOnly - 1.0;
    return Erf.erfc(difference / Math.sqrt(2.0 * rows)) / 2;
  }
}
