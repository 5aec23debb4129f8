package org.mer.evaluation;

/**
 * How far the distribution of a feature is from that of its reference.
 *
 * @param feature the column
 * @param statistic psi or ks
 * @param value at least 0; ks at most 1
 * @param threshold above it the feature has drifted
 * @param referenceRows rows of the reference that have a value
 * @param currentRows rows that were compared with it and have a value
 */
public record DriftFigure(
    String feature,
    String statistic,
    double value,
    double threshold,
    long referenceRows,
    long currentRows) {
  /** Whether the distribution is another one. */
  public boolean isDrifted() {
    return value > threshold;
  }
}
