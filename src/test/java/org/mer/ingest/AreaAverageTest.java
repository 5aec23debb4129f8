package org.mer.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AreaAverageTest {
  @Test
  void aFaceOfTheRightSizeStaysWhatItIs() {
    BufferedImage face = noise(48, 48);

    assertThat(square(face)).isEqualTo(samples(face, 0, 0));
  }

  @ParameterizedTest
  @CsvSource({"50, 48, 1, 0", "51, 48, 1, 0", "48, 60, 0, 6"})
  void theSquareInTheMiddleIsTaken(int width, int height, int left, int top) {
    BufferedImage face = noise(width, height);

    assertThat(square(face)).isEqualTo(samples(face, left, top));
  }

  @Test
  void aPixelIsTheMeanOfTheAreaThatItCovers() {
    BufferedImage twice = noise(96, 96);
    byte[] expected = new byte[Pixels.COUNT];
    for (int y = 0; y < 48; y++) {
      for (int x = 0; x < 48; x++) {
        int sum =
            at(twice, 2 * x, 2 * y)
                + at(twice, 2 * x + 1, 2 * y)
                + at(twice, 2 * x, 2 * y + 1)
                + at(twice, 2 * x + 1, 2 * y + 1);
        expected[48 * y + x] = (byte) Math.round(sum / 4.0);
      }
    }

    assertThat(square(twice)).isEqualTo(expected);
  }

  /** Computed with real numbers, from the definition. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7, 24, 31, 47, 49, 64, 100, 144})
  void areasMayBeParts(int side) {
    BufferedImage picture = noise(side, side);
    byte[] square = square(picture);

    for (int i = 0; i < Pixels.COUNT; i += 37) {
      double sum = 0;
      double top = i / 48 * side / 48.0;
      double left = i % 48 * side / 48.0;
      for (int y = 0; y < side; y++) {
        for (int x = 0; x < side; x++) {
          sum += overlap(y, top, side / 48.0) * overlap(x, left, side / 48.0) * at(picture, x, y);
        }
      }

      double mean = sum / (side / 48.0 * side / 48.0);
      assertThat((double) Byte.toUnsignedInt(square[i])).isBetween(mean - 0.501, mean + 0.501);
    }
  }

  @Test
  void oneColourStaysThatColour() {
    BufferedImage white = new BufferedImage(211, 97, BufferedImage.TYPE_BYTE_GRAY);
    white.getRaster().setSamples(0, 0, 211, 97, 0, filled(211 * 97));

    assertThat(square(white)).containsOnly(255);
  }

  private static int[] filled(int length) {
    int[] samples = new int[length];
    java.util.Arrays.fill(samples, 255);
    return samples;
  }

  private static double overlap(int pixel, double start, double length) {
    return Math.max(0, Math.min(pixel + 1, start + length) - Math.max(pixel, start));
  }

  private static byte[] square(BufferedImage picture) {
    return AreaAverage.square(
        Luma.of(picture).orElseThrow(), picture.getWidth(), picture.getHeight());
  }

  private static byte[] samples(BufferedImage picture, int left, int top) {
    byte[] samples = new byte[Pixels.COUNT];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = (byte) at(picture, left + i % 48, top + i / 48);
    }

    return samples;
  }

  private static int at(BufferedImage picture, int x, int y) {
    return picture.getRaster().getSample(x, y, 0);
  }

  private static BufferedImage noise(int width, int height) {
    BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
    Random random = new Random(48);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        picture.getRaster().setSample(x, y, 0, random.nextInt(256));
      }
    }

    return picture;
  }
}
