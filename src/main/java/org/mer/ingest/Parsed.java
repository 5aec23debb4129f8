package org.mer.ingest;

import java.util.function.Function;

/** What became of a line: a record, or the reason why it is none. */
public sealed interface Parsed<T> {
  /**
   * A record that can be used.
   *
   * @param value what it holds
   * @param changed bit i is set where the format's rule i changed it
   */
  record Usable<T>(T value, int changed) implements Parsed<T> {}

  /**
   * A record that cannot.
   *
   * @param reason why, in a few words for whoever looks into {@code mer.rejects}
   */
  record Rejected<T>(String reason) implements Parsed<T> {}

  static <T> Parsed<T> usable(T value) {
    return new Usable<>(value, 0);
  }

  static <T> Parsed<T> usable(T value, int changed) {
    return new Usable<>(value, changed);
  }

  static <T> Parsed<T> rejected(String reason) {
    return new Rejected<>(reason);
  }

  /** What follows from a record that can be used; the reason of one that cannot stays. */
  default <R> Parsed<R> flatMap(Function<? super T, Parsed<R>> next) {
    return this instanceof Usable<T> usable
        ? next.apply(usable.value())
        : rejected(((Rejected<T>) this).reason());
  }

  /** A value as it is quoted in a reason: short, names masked. */
  static String quoted(String value) {
    String masked = CleaningRule.NAMES.apply(value.strip());
    return "'" + (masked.length() > 20 ? masked.substring(0, 20) + "..." : masked) + "'";
  }
}
