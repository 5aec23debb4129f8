package org.mer.evaluation;

import java.util.OptionalDouble;

/**
 * Precision and recall of one class against the rest, where a row counts as predicted so from a
 * threshold of its probability on: 100 thresholds, from 0 to 0.99.
 */
public final class PrecisionRecall {
  /** How many thresholds there are between 0 and 1. */
  public static final int THRESHOLDS = 100;

  /** From each threshold on: rows of the class, and all rows. */
  private final long[] positives;

  private final long[] rows;

  private PrecisionRecall(long[] positives, long[] rows) {
    this.positives = positives;
    this.rows = rows;
  }

  /**
   * The curve of rows that were counted by their probability.
   *
   * @param positives rows of the class, by probability in 100 bins of equal width
   * @param rows all rows, likewise
   */
  static PrecisionRecall of(long[] positives, long[] rows) {
    return new PrecisionRecall(fromHereOn(positives), fromHereOn(rows));
  }

  private static long[] fromHereOn(long[] bins) {
    long[] sums = bins.clone();
    for (int i = sums.length - 2; i >= 0; i--) {
      sums[i] += sums[i + 1];
    }

    return sums;
  }

  /** Whether there are rows of the class and others; else no curve says anything. */
  boolean isTold() {
    return positives[0] > 0 && positives[0] < rows[0];
  }

  /** The share of the rows that are of the class, which is the precision of saying so always. */
  public double prior() {
    return (double) positives[0] / rows[0];
  }

  /** Share of the rows predicted so that are so; empty where none is predicted so. */
  public OptionalDouble precision(int threshold) {
    return rows[threshold] == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of((double) positives[threshold] / rows[threshold]);
  }

  /** Share of the rows that are so that are predicted so. */
  public double recall(int threshold) {
    return (double) positives[threshold] / positives[0];
  }
}
