package org.mer.training.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SquashTest {
  private static final Offset<Double> TOLERANCE = within(4e-7);
  private static final int POINTS = 400_001;

  @Test
  void tanhIsTheHyperbolicTangent() {
    for (float x : points()) {
      assertThat((double) Squash.tanh(x)).as("tanh " + x).isCloseTo(Math.tanh(x), TOLERANCE);
    }
  }

  @Test
  void sigmoidIsTheLogisticFunction() {
    float[] points = points();
    float[] values = points.clone();
    Squash.sigmoid(values, 0, values.length);
    for (int i = 0; i < points.length; i++) {
      assertThat((double) values[i])
          .as("sigmoid " + points[i])
          .isCloseTo(1 / (1 + Math.exp(-points[i])), TOLERANCE);
    }
  }

  @Test
  void expIsTheExponentialOfWhatIsNotPositive() {
    for (float x : points()) {
      if (x >= -16 && x <= 0) {
        assertThat(Squash.exp(x) / Math.exp(x) - 1).as("exp " + x).isCloseTo(0, within(5e-6));
      }
    }

    assertThat(Squash.exp(Float.NEGATIVE_INFINITY)).isEqualTo(Squash.exp(-16));
    assertThat(Squash.exp(3)).isEqualTo(Squash.exp(0));
    assertThat(Squash.exp(Float.NaN)).isNaN();
  }

  @Test
  void bothAreMonotoneWithinTheirError() {
    float[] tanh = points();
    float[] sigmoid = points();
    Squash.tanh(tanh, 0, tanh.length);
    Squash.sigmoid(sigmoid, 0, sigmoid.length);
    for (int i = 1; i < tanh.length; i++) {
      assertThat(tanh[i]).isGreaterThanOrEqualTo(tanh[i - 1] - 4e-7f);
      assertThat(sigmoid[i]).isGreaterThanOrEqualTo(sigmoid[i - 1] - 4e-7f);
    }
  }

  @ParameterizedTest
  @ValueSource(floats = {1e-30f, 1e-7f, 1e-4f, 0.01f, 0.1f})
  void tanhKeepsTheDigitsOfSmallNumbersAndTheirSign(float x) {
    double relative = Squash.tanh(x) / Math.tanh(x) - 1;

    assertThat(relative).isCloseTo(0, TOLERANCE);
    assertThat(Squash.tanh(-x)).isEqualTo(-Squash.tanh(x));
  }

  @Test
  void zeroAndTheFarEndsAreExactEnough() {
    float[] ends = {0, 1e30f, -1e30f, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY};
    float[] sigmoid = ends.clone();
    Squash.sigmoid(sigmoid, 0, sigmoid.length);

    assertThat(Squash.tanh(0)).isZero();
    assertThat(sigmoid[0]).isEqualTo(0.5f);
    for (int i = 1; i < ends.length; i++) {
      assertThat((double) Squash.tanh(ends[i])).isCloseTo(Math.signum(ends[i]), TOLERANCE);
      assertThat((double) sigmoid[i]).isCloseTo(ends[i] > 0 ? 1 : 0, TOLERANCE);
    }
  }

  @Test
  void whatIsNoNumberStaysNone() {
    assertThat(Squash.tanh(Float.NaN)).isNaN();
  }

  @Test
  void onlyTheRangeIsSquashed() {
    float[] values = {2, 2, 2, 2};
    Squash.tanh(values, 1, 3);

    assertThat(values[0]).isEqualTo(2);
    assertThat(values[1]).isEqualTo(values[2]).isLessThan(1);
    assertThat(values[3]).isEqualTo(2);
  }

  /** From -20 to 20. */
  private static float[] points() {
    float[] points = new float[POINTS];
    for (int i = 0; i < POINTS; i++) {
      points[i] = (i - POINTS / 2) * 1e-4f;
    }

    return points;
  }
}
