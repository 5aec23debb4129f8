package org.mer.image;

import java.io.Serializable;
import java.util.Arrays;

/**
 * What happens to one picture: it is mirrored, rotated, scaled and shifted in one pass, with
 * bilinear interpolation, then brightened, and a part of it is erased. Pixels from beyond the edge
 * repeat the edge.
 *
 * @param isMirrored whether left and right are swapped, before all else
 * @param right pixels to the right
 * @param down pixels downwards
 * @param angle of the rotation about the middle, clockwise, in radians
 * @param scale above 1 makes the picture larger
 * @param contrast factor of all values
 * @param brightness what is added to all values
 * @param erased the part that becomes 0, which is the mean of a standardised picture
 */
record Distortion(
    boolean isMirrored,
    double right,
    double down,
    double angle,
    double scale,
    float contrast,
    float brightness,
    Patch erased)
    implements Serializable {
  private static final int SIDE = FaceEncoder.SIDE;
  private static final double MIDDLE = (SIDE - 1) / 2.0;

  /** Leaves a picture as it is. */
  static final Distortion NONE = shifted(0, 0);

  /**
   * A rectangle, in pixels.
   *
   * @param left first column
   * @param top first row
   */
  record Patch(int left, int top, int width, int height) implements Serializable {
    static final Patch NONE = new Patch(0, 0, 0, 0);
  }

  /** Moves a picture, and nothing else. */
  static Distortion shifted(double right, double down) {
    return new Distortion(false, right, down, 0, 1, 1, 0, Patch.NONE);
  }

  /** The same, of the mirrored picture. */
  Distortion mirrored() {
    return new Distortion(!isMirrored, right, down, angle, scale, contrast, brightness, erased);
  }

  /**
   * Distorts a picture.
   *
   * @param picture 48x48 standardised pixels, row by row
   * @param side of the result, in pixels; where it is less than 48, the whole picture is made
   *     smaller
   * @param target where the distorted ones go
   * @param offset the place of the first one
   */
  void apply(float[] picture, int side, float[] target, int offset) {
    move(picture, side, target, offset);
    erase(side, target, offset);
  }

  /** Asks for each pixel where it comes from. */
  private void move(float[] picture, int side, float[] target, int offset) {
    double step = (double) SIDE / side;
    double cosine = Math.cos(angle) / scale;
    double sine = Math.sin(angle) / scale;
    double direction = isMirrored ? -1 : 1;
    for (int y = 0; y < side; y++) {
      double v = (y - (side - 1) / 2.0) * step - down;
      for (int x = 0; x < side; x++) {
        double u = (x - (side - 1) / 2.0) * step - right;
        double column = MIDDLE + direction * (cosine * u + sine * v);
        double row = MIDDLE - sine * u + cosine * v;
        target[offset + y * side + x] = contrast * between(picture, column, row) + brightness;
      }
    }
  }

  private static float between(float[] picture, double column, double row) {
    double x = Math.max(0, Math.min(SIDE - 1, column));
    double y = Math.max(0, Math.min(SIDE - 1, row));
    // The last pixel has none behind it.
    int left = Math.min(SIDE - 2, (int) x);
    int top = Math.min(SIDE - 2, (int) y);
    float across = (float) (x - left);
    float along = (float) (y - top);
    int at = top * SIDE + left;
    float upper = between(picture[at], picture[at + 1], across);
    float lower = between(picture[at + SIDE], picture[at + SIDE + 1], across);
    return between(upper, lower, along);
  }

  /** Exact at both ends. */
  private static float between(float from, float to, float share) {
    return (1 - share) * from + share * to;
  }

  private void erase(int side, float[] target, int offset) {
    for (int y = erased.top * side / SIDE; y < (erased.top + erased.height) * side / SIDE; y++) {
      int row = offset + y * side;
      Arrays.fill(
          target,
          row + erased.left * side / SIDE,
          row + (erased.left + erased.width) * side / SIDE,
          0);
    }
  }
}
