package org.mer.evaluation;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.apache.commons.math3.special.Gamma;

/**
 * Draws counts anew as if the rows behind them had been drawn with replacement: a multinomial
 * sample, made of binomial ones, each cell given those before it. Costs nothing per row.
 *
 * <p>Binomials come by inversion where few successes are expected, else by Hörmann's transformed
 * rejection with squeeze (<i>The generation of binomial random variates</i>, 1993); both are exact.
 */
final class Multinomial {
  private static final double INVERSION_UP_TO = 10;

  private final SplittableRandom random;

  Multinomial(long seed) {
    random = new SplittableRandom(seed);
  }

  /** As many rows as the counts hold, spread with the counts' shares as probabilities. */
  long[] resample(long[] counts) {
    long[] drawn = new long[counts.length];
    long rows = Arrays.stream(counts).sum();
    long weight = rows;
    for (int i = 0; i < counts.length && rows > 0; i++) {
      drawn[i] = counts[i] == weight ? rows : binomial(rows, counts[i] / (double) weight);
      rows -= drawn[i];
      weight -= counts[i];
    }

    return drawn;
  }

  /** Successes of {@code n} trials. */
  long binomial(long n, double probability) {
    if (probability > 0.5) {
      return n - binomial(n, 1 - probability);
    }

    if (probability <= 0 || n == 0) {
      return 0;
    }

    return n * probability < INVERSION_UP_TO
        ? inversion(n, probability)
        : rejection(n, probability);
  }

  private long inversion(long n, double probability) {
    double odds = probability / (1 - probability);
    double mass = Math.pow(1 - probability, (double) n);
    double left = random.nextDouble();
    long successes = 0;
    while (left > mass && successes < n) {
      left -= mass;
      successes++;
      mass *= odds * (double) (n - successes + 1) / successes;
    }

    return successes;
  }

  private long rejection(long n, double p) {
    double deviation = Math.sqrt(n * p * (1 - p));
    double b = 1.15 + 2.53 * deviation;
    double a = -0.0873 + 0.0248 * b + 0.01 * p;
    double c = n * p + 0.5;
    double alpha = (2.83 + 5.1 / b) * deviation;
    double mode = Math.floor((n + 1.0) * p);
    double logMode = Gamma.logGamma(mode + 1) + Gamma.logGamma(n - mode + 1);
    while (true) {
      double v = random.nextDouble();
      double u = random.nextDouble() - 0.5;
      double distance = 0.5 - Math.abs(u);
      double k = Math.floor((2 * a / distance + b) * u + c);
      if (k < 0 || k > n) {
        continue;
      }

      if (distance >= 0.07 && v <= 0.92 - 4.2 / b) {
        return (long) k;
      }

      double bound =
          logMode
              - Gamma.logGamma(k + 1)
              - Gamma.logGamma(n - k + 1)
              + (k - mode) * Math.log(p / (1 - p));
      if (Math.log(v * alpha / (a / (distance * distance) + b)) <= bound) {
        return (long) k;
      }
    }
  }
}
