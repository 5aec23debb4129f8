package org.mer.ingest.quality;

/**
 * How far a figure may be from that of the last accepted ingest.
 *
 * @param amount at least 0: in the figure's own unit, or as a fraction of the last accepted figure
 * @param unit which of the two
 */
public record MaxChange(double amount, Unit unit) {
  /** What an amount is measured in. */
  public enum Unit {
    /** The unit of the figure itself. */
    ABSOLUTE,
    /** Fractions of the last accepted figure. */
    RELATIVE
  }

  /**
   * A bound.
   *
   * @throws IllegalArgumentException if the amount is negative or no number
   */
  public MaxChange {
    if (!(amount >= 0 && Double.isFinite(amount))) {
      throw new IllegalArgumentException("must be at least 0, cannot be: " + amount);
    }
  }

  /**
   * A bound as it is written: {@code 0.1} in the figure's own unit, {@code 20%} of the last
   * accepted figure.
   *
   * @throws IllegalArgumentException if it is neither
   */
  public static MaxChange parse(String text) {
    String stripped = text.strip();
    boolean isRelative = stripped.endsWith("%");
    String number = isRelative ? stripped.substring(0, stripped.length() - 1).strip() : stripped;
    try {
      double amount = Double.parseDouble(number);
      return isRelative
          ? new MaxChange(amount / 100, Unit.RELATIVE)
          : new MaxChange(amount, Unit.ABSOLUTE);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "must be a number or a percentage such as 20%, cannot be: " + text, e);
    }
  }

  /** The bound in the figure's own unit. */
  double allowed(double reference) {
    return unit == Unit.RELATIVE ? Math.abs(reference) * amount : amount;
  }

  /** As it is written. */
  @Override
  public String toString() {
    return unit == Unit.RELATIVE ? Numbers.shortened(amount * 100) + " %" : Numbers.plain(amount);
  }
}
