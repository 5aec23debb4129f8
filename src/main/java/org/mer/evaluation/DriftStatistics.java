package org.mer.evaluation;

import java.util.List;
import org.apache.commons.math3.distribution.ChiSquaredDistribution;

/**
 * The population stability index and the Kolmogorov-Smirnov distance of two samples, from their
 * counts by bin, and what either comes to by chance in samples of these sizes.
 */
final class DriftStatistics {
  /** Of 1,000 comparisons of samples from one distribution, one is as far apart as chance says. */
  private static final double LEVEL = 0.001;

  /** Added to each count, so that an empty bin does not make the index infinite. */
  private static final double PRIOR = 0.5;

  private DriftStatistics() {}

  /**
   * A bin.
   *
   * @param reference rows of the reference in it
   * @param current rows of the other sample in it
   */
  record Bin(long reference, long current) {
    Bin plus(Bin other) {
      return new Bin(reference + other.reference, current + other.current);
    }
  }

  /** The sum over the bins of (p - q) ln(p / q), where p and q are their shares of the samples. */
  static double psi(List<Bin> bins) {
    Bin all = total(bins);
    double prior = PRIOR * bins.size();
    double psi = 0;
    for (Bin bin : bins) {
      double reference = (bin.reference() + PRIOR) / (all.reference() + prior);
      double current = (bin.current() + PRIOR) / (all.current() + prior);
      psi += (current - reference) * Math.log(current / reference);
    }

    return psi;
  }

  /** The largest difference of the cumulative shares, over bins in the order of their values. */
  static double ks(List<Bin> bins) {
    Bin all = total(bins);
    Bin below = new Bin(0, 0);
    double largest = 0;
    for (Bin bin : bins) {
      below = below.plus(bin);
      double difference =
          (double) below.current() / all.current() - (double) below.reference() / all.reference();
      largest = Math.max(largest, Math.abs(difference));
    }

    return largest;
  }

  /**
   * What the index exceeds once in a thousand samples of one distribution: it is then distributed
   * as chi-squared, times 1/n + 1/m (Yurdakul, 2018).
   */
  static double psiByChance(int bins, Bin all) {
    double quantile =
        bins < 2
            ? 0
            : new ChiSquaredDistribution(null, bins - 1.0).inverseCumulativeProbability(1 - LEVEL);
    return quantile * (1.0 / all.reference() + 1.0 / all.current());
  }

  /** What the distance exceeds once in a thousand samples of one distribution (Smirnov, 1948). */
  static double ksByChance(Bin all) {
    return Math.sqrt(-Math.log(LEVEL / 2) / 2 * (1.0 / all.reference() + 1.0 / all.current()));
  }

  static Bin total(List<Bin> bins) {
    return bins.stream().reduce(new Bin(0, 0), Bin::plus);
  }
}
