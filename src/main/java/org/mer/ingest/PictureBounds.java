package org.mer.ingest;

import java.io.Serializable;
import java.util.Locale;

/**
 * The largest picture that is decoded. Files come from anybody, and a few kilobytes can claim
 * gigabytes.
 *
 * @param bytes of its file, 1 to 268,435,456
 * @param pixels width times height, 1 to 67,108,864
 */
public record PictureBounds(int bytes, int pixels) implements Serializable {
  /** What an ingest of faces has. */
  static final PictureBounds DEFAULT =
      new PictureBounds(PictureDecoder.MAX_BYTES, PictureDecoder.MAX_PIXELS);

  private static final int MOST_BYTES = 1 << 28;
  private static final int MOST_PIXELS = 1 << 26;

  /** Checks the ranges. */
  public PictureBounds {
    check("bytes", bytes, MOST_BYTES);
    check("pixels", pixels, MOST_PIXELS);
  }

  /** Why a file of so many bytes is not decoded. */
  <T> Parsed<T> tooLarge(long actual) {
    return Parsed.rejected(
        String.format(Locale.ROOT, "is larger than %,d bytes: %,d", bytes, actual));
  }

  private static void check(String what, int value, int most) {
    if (value < 1 || value > most) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "the %s of the largest picture must be 1 to %,d, cannot be: %,d",
              what,
              most,
              value));
    }
  }
}
