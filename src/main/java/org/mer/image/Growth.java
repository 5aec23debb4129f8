package org.mer.image;

import java.io.Serializable;

/**
 * How large pictures are in the course of a training: they begin small and grow to 48x48 step by
 * step, which costs less and teaches what is coarse first (Tan and Le 2021, <i>EfficientNetV2</i>,
 * progressive learning). Networks that pool over the whole picture take any size.
 *
 * @param smallest side that a training begins with, in pixels, 24 to 48; 48 for no growth
 * @param until the share of the epochs after which pictures have their full size, 0 to 1
 */
public record Growth(int smallest, double until) implements Serializable {
  /** All epochs at full size. */
  public static final Growth NONE = new Growth(FaceEncoder.SIDE, 0);

  /** Three times pooling by two leaves no remainder, so that no edge is passed over. */
  private static final int STEP = 8;

  /** Checks the ranges. */
  public Growth {
    if (smallest < FaceEncoder.SIDE / 2 || smallest > FaceEncoder.SIDE || smallest % STEP != 0) {
      throw new IllegalArgumentException(
          "growth.smallest must be 24, 32, 40 or 48 pixels, cannot be: " + smallest);
    }

    if (!(until >= 0 && until <= 1)) {
      throw new IllegalArgumentException("growth.until must be 0 to 1, cannot be: " + until);
    }
  }

  /**
   * The side of an epoch's pictures: each size has the same share of the epochs that grow.
   *
   * @param epoch from 1
   * @param epochs of the whole training
   */
  int side(int epoch, int epochs) {
    int sizes = (FaceEncoder.SIDE - smallest) / STEP;
    double grown = (epoch - 1) / (until * epochs);
    return grown < 1 ? smallest + ((int) (grown * sizes)) * STEP : FaceEncoder.SIDE;
  }
}
