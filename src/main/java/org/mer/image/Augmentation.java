package org.mer.image;

import java.io.Serializable;
import java.util.random.RandomGenerator;

/**
 * How far a picture may be distorted at random before it is learned from. What is drawn is uniform
 * within each range.
 *
 * @param mirroring the share of pictures that are mirrored, 0 to 1
 * @param shift the furthest shift in each direction, in pixels, 0 to 24
 * @param rotation the largest rotation either way, in degrees, 0 to 180
 * @param scale the largest share by which a picture grows or shrinks, 0 to below 1
 * @param brightness the most that is added or taken, in standard deviations of the picture, 0 or
 *     above
 * @param contrast the largest share by which contrast grows or shrinks, 0 to below 1
 * @param erasing which part is erased
 */
public record Augmentation(
    double mirroring,
    int shift,
    double rotation,
    double scale,
    double brightness,
    double contrast,
    Erasing erasing)
    implements Serializable {
  /** Leaves pictures as they are. */
  public static final Augmentation NONE = new Augmentation(0, 0, 0, 0, 0, 0, Erasing.NONE);

  /** Checks the ranges. */
  public Augmentation {
    check(mirroring >= 0 && mirroring <= 1, "mirroring must be 0 to 1", mirroring);
    check(
        shift >= 0 && shift <= FaceEncoder.SIDE / 2,
        "shift must be 0 to %d pixels".formatted(FaceEncoder.SIDE / 2),
        shift);
    check(rotation >= 0 && rotation <= 180, "rotation must be 0 to 180 degrees", rotation);
    check(scale >= 0 && scale < 1, "scale must be 0 to below 1", scale);
    check(brightness >= 0, "brightness must be 0 or above", brightness);
    check(contrast >= 0 && contrast < 1, "contrast must be 0 to below 1", contrast);
  }

  /**
   * A rectangle of a picture that is overwritten with the picture's mean, so that no single part of
   * a face is relied on (Zhong et al. 2020, <i>Random Erasing Data Augmentation</i>).
   *
   * @param share of the pictures that lose a part, 0 to 1
   * @param smallest share of a picture that is erased, above 0
   * @param largest share of a picture that is erased, at least the smallest, at most 1
   */
  public record Erasing(double share, double smallest, double largest) implements Serializable {
    /** Erases nothing. */
    public static final Erasing NONE = new Erasing(0, 0.02, 0.2);

    /** The longer side is at most so many times as long as the shorter one. */
    private static final double LONGEST = 3;

    /** Checks the ranges. */
    public Erasing {
      check(share >= 0 && share <= 1, "erasing.share must be 0 to 1", share);
      check(smallest > 0 && smallest <= 1, "erasing.smallest must be above 0, to 1", smallest);
      check(
          largest >= smallest && largest <= 1,
          "erasing.largest must be erasing.smallest to 1",
          largest);
    }

    private Distortion.Patch draw(RandomGenerator random) {
      if (random.nextDouble() >= share) {
        return Distortion.Patch.NONE;
      }

      int side = FaceEncoder.SIDE;
      double area = uniform(random, smallest, largest) * side * side;
      double ratio = Math.exp(uniform(random, -Math.log(LONGEST), Math.log(LONGEST)));
      int width = (int) Math.min(side, Math.round(Math.sqrt(area * ratio)));
      int height = (int) Math.min(side, Math.round(Math.sqrt(area / ratio)));
      return new Distortion.Patch(
          random.nextInt(side - width + 1), random.nextInt(side - height + 1), width, height);
    }
  }

  /** Draws what happens to one picture. */
  Distortion draw(RandomGenerator random) {
    return new Distortion(
        random.nextDouble() < mirroring,
        random.nextInt(-shift, shift + 1),
        random.nextInt(-shift, shift + 1),
        Math.toRadians(around(random, rotation)),
        1 + around(random, scale),
        (float) (1 + around(random, contrast)),
        (float) around(random, brightness),
        erasing.draw(random));
  }

  private static double around(RandomGenerator random, double reach) {
    return uniform(random, -reach, reach);
  }

  private static double uniform(RandomGenerator random, double from, double to) {
    return from + random.nextDouble() * (to - from);
  }

  private static void check(boolean holds, String rule, double value) {
    if (!holds) {
      throw new IllegalArgumentException("%s, cannot be: %s".formatted(rule, value));
    }
  }
}
