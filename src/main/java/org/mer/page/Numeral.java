package org.mer.page;

import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Locale;

/** Numbers as a reader sees them. */
public final class Numeral {
  private static final double PERCENT = 100;
  private static final double LEAST_PERCENT = 0.05;

  private Numeral() {}

  /** {@code 1,234,567}. */
  public static String count(long value) {
    return String.format(Locale.ROOT, "%,d", value);
  }

  /** {@code 1 row} or {@code 2 rows}. */
  public static String count(long value, String one, String more) {
    return count(value) + " " + (value == 1 ? one : more);
  }

  /** {@code 12.34}, {@code 12}: at most two decimals. */
  public static String decimal(double value) {
    return new DecimalFormat("#,##0.##", DecimalFormatSymbols.getInstance(Locale.ROOT))
        .format(value);
  }

  /** {@code 0.1234}: four decimals. */
  public static String fraction(double value) {
    return String.format(Locale.ROOT, "%.4f", value);
  }

  /**
   * {@code 12.3 %}, with a space that does not break; {@code <0.1 %} of what would else look like
   * nothing; {@code -} of nothing.
   */
  public static String share(long part, long whole) {
    if (whole == 0) {
      return "-";
    }

    double percent = percent(part, whole);
    return part > 0 && percent < LEAST_PERCENT
        ? "<0.1\u00a0%"
        : String.format(Locale.ROOT, "%.1f\u00a0%%", percent);
  }

  /** 0 to 100, to two decimals; 0 of nothing. */
  public static double percent(long part, long whole) {
    return whole == 0 ? 0 : Math.round(PERCENT * PERCENT * part / whole) / PERCENT;
  }
}
