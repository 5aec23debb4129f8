package org.mer.ingest;

/**
 * Brings the square in the middle of a picture to 48 by 48 pixels, by the mean over the area that
 * each covers. In whole numbers, so that the result is the same on every machine, and a picture
 * that is 48 by 48 stays what it is.
 */
final class AreaAverage {
  private static final int SIDE = 48;

  private AreaAverage() {}

  /**
   * The pixels.
   *
   * @param width of the picture, at least 1; where it is more than the height, the sides go
   * @param height at least 1; where it is more than the width, top and bottom go
   * @return {@value Pixels#COUNT} bytes, row by row from the top left
   */
  static byte[] square(Luma picture, int width, int height) {
    int side = Math.min(width, height);
    int left = (width - side) / 2;
    int top = (height - side) / 2;
    long[] sums = new long[SIDE * SIDE];
    for (int y = 0; y < side; y++) {
      long[] columns = columns(picture.row(left, top + y, side));
      for (int row = first(y, side); covers(row, y, side); row++) {
        long share = share(row, y, side);
        for (int column = 0; column < SIDE; column++) {
          sums[row * SIDE + column] += share * columns[column];
        }
      }
    }

    return means(sums, (long) side * side);
  }

  private static long[] columns(int[] lumas) {
    long[] columns = new long[SIDE];
    for (int x = 0; x < lumas.length; x++) {
      for (int column = first(x, lumas.length); covers(column, x, lumas.length); column++) {
        columns[column] += (long) share(column, x, lumas.length) * lumas[x];
      }
    }

    return columns;
  }

  private static byte[] means(long[] sums, long area) {
    byte[] means = new byte[sums.length];
    for (int i = 0; i < sums.length; i++) {
      means[i] = (byte) ((sums[i] + area / 2) / area);
    }

    return means;
  }

  // On a line of 48 times side units an old pixel is 48 units long, and a new one side units.

  private static int first(int old, int side) {
    return old * SIDE / side;
  }

  private static boolean covers(int fresh, int old, int side) {
    return fresh * side < (old + 1) * SIDE;
  }

  private static int share(int fresh, int old, int side) {
    return Math.min((fresh + 1) * side, (old + 1) * SIDE) - Math.max(fresh * side, old * SIDE);
  }
}
