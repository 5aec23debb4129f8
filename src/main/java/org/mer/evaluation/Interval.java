package org.mer.evaluation;

import org.mer.page.Numeral;

/**
 * A 95 % confidence interval.
 *
 * @param low its lower end
 * @param high its upper end
 */
public record Interval(double low, double high) {
  /** The standard normal distribution's 97.5 % quantile. */
  static final double Z = 1.959963984540054;

  /**
   * Of a share: Wilson's score interval (Wilson 1927), which stays within 0 and 1 and holds at the
   * edges too.
   *
   * @param successes 0 to {@code n}
   * @param n rows; with none, the interval is everything
   */
  public static Interval wilson(long successes, long n) {
    if (n == 0) {
      return new Interval(0, 1);
    }

    double share = (double) successes / n;
    double z2 = Z * Z;
    double center = (share + z2 / (2 * n)) / (1 + z2 / n);
    double half = Z / (1 + z2 / n) * Math.sqrt(share * (1 - share) / n + z2 / (4.0 * n * n));
    return new Interval(Math.max(0, center - half), Math.min(1, center + half));
  }

  /** Of an estimate with a standard error, by the normal approximation. */
  public static Interval normal(double value, double standardError) {
    return new Interval(value - Z * standardError, value + Z * standardError);
  }

  /** The standard error that a normal interval of this width has. */
  double standardError() {
    return (high - low) / (2 * Z);
  }

  /** The same interval within bounds that the figure cannot leave. */
  Interval within(double lowest, double highest) {
    return new Interval(
        Math.min(Math.max(low, lowest), highest), Math.min(Math.max(high, lowest), highest));
  }

  /** {@code [0.8012, 0.8234]}. */
  String written() {
    return "[%s, %s]".formatted(Numeral.fraction(low), Numeral.fraction(high));
  }
}
