package org.mer.evaluation;

import java.util.Optional;
import org.mer.page.Numeral;

/**
 * A figure.
 *
 * @param group the rows it is taken over
 * @param metric its name
 * @param ofClass the class, one against the rest; empty for the whole
 * @param value the figure
 * @param interval its 95 % interval, where it has one
 * @param n how many rows it is taken over
 */
public record Measurement(
    Group group,
    String metric,
    Optional<String> ofClass,
    double value,
    Optional<Interval> interval,
    long n) {
  /** A figure of the whole. */
  static Measurement whole(Group group, String metric, double value, Interval interval, long n) {
    return new Measurement(group, metric, Optional.empty(), value, Optional.of(interval), n);
  }

  /** A figure of a class. */
  static Measurement ofClass(
      Group group, String metric, String name, double value, Interval interval, long n) {
    return new Measurement(group, metric, Optional.of(name), value, Optional.of(interval), n);
  }

  /** {@code 0.8123 [0.8012, 0.8234]}, or without brackets where there is no interval. */
  String written() {
    return Numeral.fraction(value) + interval.map(Interval::written).map(" "::concat).orElse("");
  }
}
