package org.mer.image;

/**
 * Histograms of oriented gradients (Dalal and Triggs 2005): how strongly brightness changes, and in
 * which of nine directions, in each of 6x6 cells of 8x8 pixels; each block of 2x2 cells is
 * normalised by itself, and blocks overlap by a cell.
 */
final class OrientedGradients {
  private static final int SIDE = FaceEncoder.SIDE;
  private static final int CELL = 8;
  private static final int CELLS = SIDE / CELL;
  private static final int DIRECTIONS = 9;
  private static final int BLOCK = 2;
  private static final int BLOCKS = CELLS - BLOCK + 1;
  private static final int BLOCK_SIZE = BLOCK * BLOCK * DIRECTIONS;

  /** Numbers that describe a picture. */
  static final int SIZE = BLOCKS * BLOCKS * BLOCK_SIZE;

  /** Keeps a single strong edge from outweighing the rest of its block. */
  private static final double CLIP = 0.2;

  /** Of a flat block, whose gradients are all zero. */
  private static final double LEAST_NORM = 1e-6;

  private OrientedGradients() {}

  /**
   * Describes a picture.
   *
   * @param pixels 48x48, row by row
   * @return {@link #SIZE} numbers, 0 to 1
   */
  static double[] of(byte[] pixels) {
    double[] cells = cells(pixels);
    double[] described = new double[SIZE];
    for (int y = 0; y < BLOCKS; y++) {
      for (int x = 0; x < BLOCKS; x++) {
        int at = (y * BLOCKS + x) * BLOCK_SIZE;
        for (int row = 0; row < BLOCK; row++) {
          System.arraycopy(
              cells,
              ((y + row) * CELLS + x) * DIRECTIONS,
              described,
              at + row * BLOCK * DIRECTIONS,
              BLOCK * DIRECTIONS);
        }

        normalise(described, at);
        for (int i = at; i < at + BLOCK_SIZE; i++) {
          described[i] = Math.min(CLIP, described[i]);
        }

        normalise(described, at);
      }
    }

    return described;
  }

  private static double[] cells(byte[] pixels) {
    double[] cells = new double[CELLS * CELLS * DIRECTIONS];
    for (int y = 0; y < SIDE; y++) {
      for (int x = 0; x < SIDE; x++) {
        double across = pixel(pixels, x + 1, y) - pixel(pixels, x - 1, y);
        double along = pixel(pixels, x, y + 1) - pixel(pixels, x, y - 1);
        int cell = (y / CELL * CELLS + x / CELL) * DIRECTIONS;
        add(cells, cell, Math.hypot(across, along), Math.atan2(along, across));
      }
    }

    return cells;
  }

  /** A direction and its opposite are the same; strength is shared by the two nearest of nine. */
  private static void add(double[] cells, int cell, double strength, double angle) {
    double place = (angle / Math.PI + 1) % 1 * DIRECTIONS;
    int lower = (int) place;
    double share = place - lower;
    cells[cell + lower % DIRECTIONS] += strength * (1 - share);
    cells[cell + (lower + 1) % DIRECTIONS] += strength * share;
  }

  private static void normalise(double[] described, int at) {
    double squares = LEAST_NORM * LEAST_NORM;
    for (int i = at; i < at + BLOCK_SIZE; i++) {
      squares += described[i] * described[i];
    }

    double norm = Math.sqrt(squares);
    for (int i = at; i < at + BLOCK_SIZE; i++) {
      described[i] /= norm;
    }
  }

  private static int pixel(byte[] pixels, int x, int y) {
    int column = Math.max(0, Math.min(SIDE - 1, x));
    int row = Math.max(0, Math.min(SIDE - 1, y));
    return Byte.toUnsignedInt(pixels[row * SIDE + column]);
  }
}
