package org.mer.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class OrientedGradientsTest {
  private static final int DIRECTIONS = 9;

  @Test
  void aFlatPictureHasNoGradients() {
    byte[] flat = new byte[2304];
    Arrays.fill(flat, (byte) 130);

    assertThat(OrientedGradients.of(flat)).hasSize(900).containsOnly(0);
  }

  @Test
  void brightnessAndContrastChangeNothing() {
    byte[] picture = picture((x, y) -> 40 + (x * 7 + y * 13) % 50);
    byte[] brighter = picture((x, y) -> 60 + 2 * ((x * 7 + y * 13) % 50));

    double[] one = OrientedGradients.of(picture);
    double[] other = OrientedGradients.of(brighter);

    for (int i = 0; i < one.length; i++) {
      assertThat(other[i]).isCloseTo(one[i], within(1e-6));
    }
  }

  @Test
  void aSlopeToTheRightHasOneDirection() {
    assertThat(strongest(picture((x, y) -> 4 * x))).containsOnly(0);
  }

  @Test
  void theOppositeDirectionIsTheSame() {
    double[] one = OrientedGradients.of(picture((x, y) -> 4 * x));
    double[] other = OrientedGradients.of(picture((x, y) -> 200 - 4 * x));

    for (int i = 0; i < one.length; i++) {
      assertThat(other[i]).isCloseTo(one[i], within(1e-9));
    }
  }

  @Test
  void aSlopeDownwardsLiesBetweenTheFourthAndTheFifthOfNine() {
    double[] described = OrientedGradients.of(picture((x, y) -> 4 * y));

    assertThat(described[4]).isCloseTo(described[5], within(1e-9)).isPositive();
    assertThat(described[0]).isCloseTo(0, within(1e-9));
  }

  @Test
  void everyBlockHasALengthOfOne() {
    byte[] noise = new byte[2304];
    new Random(1).nextBytes(noise);

    double[] described = OrientedGradients.of(noise);

    for (int block = 0; block < 25; block++) {
      double squares = 0;
      for (int i = 0; i < 36; i++) {
        squares += Math.pow(described[block * 36 + i], 2);
      }

      assertThat(squares).isCloseTo(1, within(1e-6));
    }
  }

  private static int[] strongest(byte[] picture) {
    double[] described = OrientedGradients.of(picture);
    int[] strongest = new int[described.length / DIRECTIONS];
    for (int i = 0; i < strongest.length; i++) {
      for (int direction = 1; direction < DIRECTIONS; direction++) {
        if (described[i * DIRECTIONS + direction]
            > described[i * DIRECTIONS + strongest[i]] + 1e-9) {
          strongest[i] = direction;
        }
      }
    }

    return strongest;
  }

  private static byte[] picture(Brightness brightness) {
    byte[] pixels = new byte[2304];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (byte) brightness.at(i % 48, i / 48);
    }

    return pixels;
  }

  /** Grey by place. */
  private interface Brightness {
    int at(int x, int y);
  }
}
