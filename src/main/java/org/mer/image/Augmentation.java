package org.mer.image;

import java.io.Serializable;
import java.util.random.RandomGenerator;

/**
 * What is done to a picture at random before it is learned from: mirrored with probability one
 * half, and shifted; pixels from beyond the edge repeat the edge.
 *
 * @param mirrored whether pictures are mirrored
 * @param shift the furthest shift in each direction, in pixels, 0 to 24
 */
public record Augmentation(Mirroring mirrored, int shift) implements Serializable {
  /** Leaves pictures as they are. */
  public static final Augmentation NONE = new Augmentation(Mirroring.NEVER, 0);

  /** Whether left and right may be swapped. */
  public enum Mirroring {
    /** Left stays left. */
    NEVER,
    /** Every other picture is mirrored. */
    HALF
  }

  /** Checks the ranges. */
  public Augmentation {
    if (shift < 0 || shift > FaceEncoder.SIDE / 2) {
      throw new IllegalArgumentException("shift must be 0 to 24 pixels, cannot be: " + shift);
    }
  }

  /** A picture to learn from; the given one is not changed. */
  byte[] apply(byte[] pixels, RandomGenerator random) {
    boolean mirror = mirrored == Mirroring.HALF && random.nextBoolean();
    int right = random.nextInt(-shift, shift + 1);
    int down = random.nextInt(-shift, shift + 1);
    if (!mirror && right == 0 && down == 0) {
      return pixels;
    }

    int side = FaceEncoder.SIDE;
    byte[] result = new byte[pixels.length];
    for (int y = 0; y < side; y++) {
      int row = clamp(y - down) * side;
      for (int x = 0; x < side; x++) {
        int from = clamp(x - right);
        result[y * side + x] = pixels[row + (mirror ? side - 1 - from : from)];
      }
    }

    return result;
  }

  private static int clamp(int position) {
    return Math.max(0, Math.min(FaceEncoder.SIDE - 1, position));
  }
}
