package org.mer.ingest.quality;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** Numbers as a reader wants them. */
final class Numbers {
  private static final MathContext SIX_DIGITS = new MathContext(6, RoundingMode.HALF_EVEN);

  private Numbers() {}

  /** A number in full, without an exponent or trailing zeros. */
  static String plain(double number) {
    return Double.isFinite(number) ? stripped(BigDecimal.valueOf(number)) : Double.toString(number);
  }

  /** A number to six digits. */
  static String shortened(double number) {
    return Double.isFinite(number)
        ? stripped(BigDecimal.valueOf(number).round(SIX_DIGITS))
        : Double.toString(number);
  }

  private static String stripped(BigDecimal number) {
    return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
  }
}
