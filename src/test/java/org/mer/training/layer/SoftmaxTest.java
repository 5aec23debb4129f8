package org.mer.training.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SoftmaxTest {
  private static final int KEYS = 7;
  private static final int LANES = 50;

  private final Random random = new Random(3);
  private final float[][] present = rows(1, 0);
  private final Softmax softmax = new Softmax();

  @Test
  void sharesAreInProportionToExponentials() {
    float[][] scores = rows(0, 4);
    float[][] shares = shares(scores);

    for (int lane = 0; lane < LANES; lane++) {
      double total = 0;
      for (float[] row : scores) {
        total += Math.exp(row[lane]);
      }

      for (int key = 0; key < KEYS; key++) {
        assertThat((double) shares[key][lane])
            .isCloseTo(Math.exp(scores[key][lane]) / total, within(3e-6));
      }
    }
  }

  @Test
  void whatIsMaskedHasNoShareHoweverHighItsScore() {
    float[][] scores = rows(0, 4);
    present[2][5] = 0;
    scores[2][5] = 1e6f;

    float[][] shares = shares(scores);

    assertThat(shares[2][5]).isZero();
    assertThat(sum(shares, 5)).isCloseTo(1, within(1e-6));
  }

  @Test
  void whereAllIsMaskedAllSharesAreZero() {
    for (float[] row : present) {
      row[5] = 0;
    }

    assertThat(sum(shares(rows(0, 4)), 5)).isZero();
  }

  @Test
  void scoresFarApartStayFinite() {
    float[][] scores = rows(0, 0);
    scores[3][5] = 1e8f;
    scores[4][5] = -1e8f;

    float[][] shares = shares(scores);

    assertThat(shares[3][5]).isCloseTo(1, within(1e-5f));
    assertThat(sum(shares, 5)).isCloseTo(1, within(1e-6));
  }

  private float[][] shares(float[][] scores) {
    float[][] shares = Arrays.stream(scores).map(float[]::clone).toArray(float[][]::new);
    softmax.forward(new Lanes.Rows(shares, 0, 1), present, KEYS, LANES);
    return shares;
  }

  private static double sum(float[][] shares, int lane) {
    return Arrays.stream(shares).mapToDouble(row -> row[lane]).sum();
  }

  private float[][] rows(double mean, double deviation) {
    float[][] rows = new float[KEYS][LANES];
    for (float[] row : rows) {
      for (int lane = 0; lane < LANES; lane++) {
        row[lane] = (float) (mean + deviation * random.nextGaussian());
      }
    }

    return rows;
  }
}
