package org.mer.ingest;

import java.util.Locale;

/** The pixels of a face, and what they say about the picture as a whole. */
final class Pixels {
  /** Pixels of a face: 48 by 48. */
  static final int COUNT = 2_304;

  private static final int BRIGHTEST = 255;
  private static final int MAX_DIGITS = 9;

  private Pixels() {}

  /**
   * Parses values 0 to 255 with white space between them, by hand, as there are 83 million in
   * FER2013.
   *
   * @return {@value #COUNT} bytes, or which value is wrong
   */
  static Parsed<byte[]> parse(String text) {
    byte[] pixels = new byte[COUNT];
    int found = 0;
    int at = 0;
    while (true) {
      while (at < text.length() && text.charAt(at) <= ' ') {
        at++;
      }

      if (at == text.length()) {
        break;
      }

      int end = at;
      while (end < text.length() && text.charAt(end) > ' ') {
        end++;
      }

      int value = number(text, at, end);
      found++;
      if (value < 0 || value > BRIGHTEST) {
        return wrong(found, text.substring(at, end));
      }

      if (found <= COUNT) {
        pixels[found - 1] = (byte) value;
      }

      at = end;
    }

    return found == COUNT
        ? Parsed.usable(pixels)
        : Parsed.rejected(
            String.format(Locale.ROOT, "expected %,d pixels, found %,d", COUNT, found));
  }

  /** Mean, 0 to 255. */
  static double brightness(byte[] pixels) {
    long sum = 0;
    for (byte pixel : pixels) {
      sum += Byte.toUnsignedInt(pixel);
    }

    return (double) sum / pixels.length;
  }

  /** Standard deviation of the population, 0 to 127.5. */
  static double contrast(byte[] pixels) {
    double mean = brightness(pixels);
    double squares = 0;
    for (byte pixel : pixels) {
      double deviation = Byte.toUnsignedInt(pixel) - mean;
      squares += deviation * deviation;
    }

    return Math.sqrt(squares / pixels.length);
  }

  /** Whether all pixels are equal. */
  static boolean isBlank(byte[] pixels) {
    for (byte pixel : pixels) {
      if (pixel != pixels[0]) {
        return false;
      }
    }

    return true;
  }

  private static int number(String text, int start, int end) {
    if (end - start > MAX_DIGITS) {
      return -1;
    }

    int value = 0;
    for (int i = start; i < end; i++) {
      int digit = text.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        return -1;
      }

      value = 10 * value + digit;
    }

    return value;
  }

  private static Parsed<byte[]> wrong(int position, String value) {
    return value.matches("[+-]?[0-9]+")
        ? Parsed.rejected(
            "pixel %d is %s, outside 0 to 255"
                .formatted(position, value.length() > 20 ? Parsed.quoted(value) : value))
        : Parsed.rejected("pixel %d is %s, not a number".formatted(position, Parsed.quoted(value)));
  }
}
