package org.mer.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mer.image.Augmentation.Erasing;

class DistortionTest {
  private static final int SIDE = FaceEncoder.SIDE;

  @Test
  void nothingDrawnChangesNothing() {
    float[] picture = noise();

    assertThat(applied(Augmentation.NONE.draw(new Random(1)), picture)).isEqualTo(picture);
  }

  @Test
  void mirroringSwapsLeftAndRight() {
    float[] picture = noise();

    float[] mirrored = applied(Distortion.NONE.mirrored(), picture);

    for (int y = 0; y < SIDE; y++) {
      for (int x = 0; x < SIDE; x++) {
        assertThat(mirrored[y * SIDE + x]).isEqualTo(picture[y * SIDE + SIDE - 1 - x]);
      }
    }
  }

  @Test
  void shiftingMovesThePictureAndRepeatsItsEdge() {
    float[] picture = noise();

    float[] shifted = applied(Distortion.shifted(3, -2), picture);

    for (int y = 0; y < SIDE; y++) {
      for (int x = 0; x < SIDE; x++) {
        int row = Math.min(SIDE - 1, y + 2);
        int column = Math.max(0, x - 3);
        assertThat(shifted[y * SIDE + x]).isEqualTo(picture[row * SIDE + column]);
      }
    }
  }

  @Test
  void halfAPixelIsTheMeanOfTwo() {
    float[] picture = noise();

    float[] shifted = applied(Distortion.shifted(-0.5, 0), picture);

    assertThat(shifted[10]).isCloseTo((picture[10] + picture[11]) / 2, within(1e-6f));
  }

  @Test
  void aQuarterTurnGoesClockwise() {
    float[] picture = noise();

    float[] turned = applied(turned(Math.PI / 2, 1), picture);

    // What was the upper left corner is the upper right one now.
    for (int y = 0; y < SIDE; y++) {
      for (int x = 0; x < SIDE; x++) {
        assertThat(turned[x * SIDE + SIDE - 1 - y]).isCloseTo(picture[y * SIDE + x], within(1e-4f));
      }
    }
  }

  @Test
  void scalingKeepsTheMiddle() {
    float[] slope = new float[SIDE * SIDE];
    for (int i = 0; i < slope.length; i++) {
      slope[i] = i % SIDE - 23.5f;
    }

    float[] larger = applied(turned(0, 2), slope);

    for (int x = 0; x < SIDE; x++) {
      assertThat(larger[x]).isCloseTo((x - 23.5f) / 2, within(1e-5f));
    }
  }

  @Test
  void smallerPicturesShowTheWhole() {
    float[] picture = noise();
    float[] half = new float[24 * 24];

    Distortion.NONE.apply(picture, 24, half, 0);

    for (int y = 0; y < 24; y++) {
      for (int x = 0; x < 24; x++) {
        int at = 2 * y * SIDE + 2 * x;
        float mean =
            (picture[at] + picture[at + 1] + picture[at + SIDE] + picture[at + SIDE + 1]) / 4;
        assertThat(half[y * 24 + x]).isCloseTo(mean, within(1e-5f));
      }
    }
  }

  @Test
  void contrastAndBrightnessChangeAllPixels() {
    float[] picture = noise();

    float[] changed =
        applied(new Distortion(false, 0, 0, 0, 1, 1.5f, -0.25f, Distortion.Patch.NONE), picture);

    for (int i = 0; i < picture.length; i++) {
      assertThat(changed[i]).isCloseTo(1.5f * picture[i] - 0.25f, within(1e-6f));
    }
  }

  @Test
  void erasesARectangleAndNothingElse() {
    float[] picture = noise();

    float[] erased =
        applied(
            new Distortion(false, 0, 0, 0, 1, 1, 0, new Distortion.Patch(5, 7, 10, 20)), picture);

    for (int y = 0; y < SIDE; y++) {
      for (int x = 0; x < SIDE; x++) {
        boolean isInside = x >= 5 && x < 15 && y >= 7 && y < 27;
        assertThat(erased[y * SIDE + x]).isEqualTo(isInside ? 0 : picture[y * SIDE + x]);
      }
    }
  }

  @Test
  void drawsWithinItsRanges() {
    Augmentation augmentation =
        new Augmentation(0.25, 5, 12, 0.1, 0.3, 0.2, new Erasing(0.5, 0.02, 0.25));
    Random random = new Random(3);

    List<Distortion> drawn = Stream.generate(() -> augmentation.draw(random)).limit(4000).toList();

    assertThat(share(drawn.stream().filter(Distortion::isMirrored))).isBetween(0.22, 0.28);
    assertThat(drawn)
        .extracting(Distortion::right)
        .contains(-5.0, 5.0)
        .allMatch(it -> Math.abs(it) <= 5);
    assertThat(drawn)
        .extracting(Distortion::down)
        .contains(-5.0, 5.0)
        .allMatch(it -> Math.abs(it) <= 5);
    assertThat(drawn)
        .extracting(one -> Math.toDegrees(one.angle()))
        .allMatch(it -> Math.abs(it) <= 12)
        .anyMatch(it -> it < -11)
        .anyMatch(it -> it > 11);
    assertThat(drawn).extracting(Distortion::scale).allMatch(it -> it >= 0.9 && it <= 1.1);
    assertThat(drawn).extracting(Distortion::contrast).allMatch(it -> it >= 0.8f && it <= 1.2f);
    assertThat(drawn).extracting(Distortion::brightness).allMatch(it -> Math.abs(it) <= 0.3f);
    List<Distortion.Patch> patches =
        drawn.stream().map(Distortion::erased).filter(it -> it.width() > 0).toList();
    assertThat(patches.size() / 4000.0).isBetween(0.46, 0.54);
    assertThat(patches)
        .allMatch(it -> it.left() >= 0 && it.left() + it.width() <= SIDE)
        .allMatch(it -> it.top() >= 0 && it.top() + it.height() <= SIDE)
        .allMatch(it -> it.width() * it.height() <= 0.27 * SIDE * SIDE)
        .anyMatch(it -> it.width() > 2 * it.height())
        .anyMatch(it -> it.height() > 2 * it.width());
  }

  @ParameterizedTest
  @ValueSource(doubles = {-0.1, 1, Double.NaN})
  void refusesScalesThatLeaveNothing(double scale) {
    assertThatThrownBy(() -> new Augmentation(0, 0, 0, scale, 0, 0, Erasing.NONE))
        .hasMessage("scale must be 0 to below 1, cannot be: " + scale);
  }

  private static double share(Stream<Distortion> some) {
    return some.count() / 4000.0;
  }

  private static Distortion turned(double angle, double scale) {
    return new Distortion(false, 0, 0, angle, scale, 1, 0, Distortion.Patch.NONE);
  }

  private static float[] applied(Distortion distortion, float[] picture) {
    float[] result = new float[picture.length + 7];
    distortion.apply(picture, SIDE, result, 7);
    return Arrays.copyOfRange(result, 7, result.length);
  }

  private static float[] noise() {
    Random random = new Random(5);
    float[] picture = new float[SIDE * SIDE];
    for (int i = 0; i < picture.length; i++) {
      picture[i] = (float) random.nextGaussian();
    }

    return picture;
  }
}
