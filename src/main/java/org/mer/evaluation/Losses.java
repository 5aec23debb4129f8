package org.mer.evaluation;

import java.util.List;

/**
 * Sums of the proper scores of a group's rows.
 *
 * @param n rows
 * @param logLoss sum of the negative log-likelihoods, in nats
 * @param squaredLogLoss sum of their squares
 * @param brier sum of the Brier scores (Brier 1950, summed over the classes: 0 to 2)
 * @param squaredBrier sum of their squares
 */
record Losses(long n, double logLoss, double squaredLogLoss, double brier, double squaredBrier) {
  Losses plus(Losses other) {
    return new Losses(
        n + other.n,
        logLoss + other.logLoss,
        squaredLogLoss + other.squaredLogLoss,
        brier + other.brier,
        squaredBrier + other.squaredBrier);
  }

  /** Both means, with intervals by the normal approximation. */
  List<Measurement> measurements(Group group, String suffix) {
    return List.of(
        mean(group, "nll" + suffix, logLoss, squaredLogLoss),
        mean(group, "brier" + suffix, brier, squaredBrier));
  }

  private Measurement mean(Group group, String metric, double sum, double squares) {
    double mean = sum / n;
    double variance = n < 2 ? 0 : Math.max(0, squares - n * mean * mean) / (n - 1);
    Interval interval = Interval.normal(mean, Math.sqrt(variance / n));
    return Measurement.whole(group, metric, mean, interval.within(0, Double.POSITIVE_INFINITY), n);
  }
}
