package org.mer.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QuantizedWeightsTest {
  @Test
  void areNearWhatTheyStandFor() {
    Random random = new Random(5);
    double[] weights = random.doubles(1000, -3, 3).toArray();

    QuantizedWeights stored = QuantizedWeights.of(weights);

    for (int i = 0; i < weights.length; i++) {
      // Half a level: the square's slope there, over 127 levels.
      double step = stored.largest() * (Math.sqrt(Math.abs(weights[i]) / stored.largest()) + 0.01);
      assertThat(stored.weight(i)).isCloseTo(weights[i], within(step / 127));
    }
  }

  @Test
  void keepTheLargestTheSignsAndZero() {
    QuantizedWeights stored = QuantizedWeights.of(new double[] {-8, 0, 2, 0.0005});

    assertThat(stored.weight(0)).isEqualTo(-8);
    assertThat(stored.weight(1)).isZero();
    assertThat(stored.weight(2)).isCloseTo(2, within(0.05));
    assertThat(stored.weight(3)).isCloseTo(0.0005, within(1e-4)).isPositive();
    assertThat(stored.levels()).hasSize(4);
  }

  @Test
  void ofZerosAloneAreZero() {
    assertThat(QuantizedWeights.of(new double[3]).weight(2)).isZero();
    assertThat(QuantizedWeights.of(new double[0]).size()).isZero();
  }

  @ParameterizedTest
  @ValueSource(doubles = {-1, Double.NaN, Double.POSITIVE_INFINITY})
  void refuseALargestWeightThatIsNone(double largest) {
    assertThatThrownBy(() -> new QuantizedWeights(new byte[1], largest))
        .hasMessageContaining("the largest weight must be at least 0");
  }
}
