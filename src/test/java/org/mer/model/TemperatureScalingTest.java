package org.mer.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class TemperatureScalingTest {
  private static final double[] PROBABILITIES = {0.7, 0.2, 0.1};

  @Test
  void dividesLogits() {
    double[] logits = {Math.log(0.7) / 2, Math.log(0.2) / 2, Math.log(0.1) / 2};
    double sum = Arrays.stream(logits).map(Math::exp).sum();

    assertThat(new TemperatureScaling(2).apply(PROBABILITIES))
        .containsExactly(
            new double[] {
              Math.exp(logits[0]) / sum, Math.exp(logits[1]) / sum, Math.exp(logits[2]) / sum
            },
            within(1e-12));
  }

  @Test
  void oneChangesNothing() {
    assertThat(new TemperatureScaling(1).apply(PROBABILITIES))
        .containsExactly(PROBABILITIES, within(1e-12));
  }

  @Test
  void theInversePowerGivesBackTheUncalibrated() {
    double[] calibrated = new TemperatureScaling(2.5).apply(PROBABILITIES);

    assertThat(new TemperatureScaling(1 / 2.5).apply(calibrated))
        .containsExactly(PROBABILITIES, within(1e-12));
  }

  @Test
  void refusesWhatIsNoTemperature() {
    assertThatThrownBy(() -> new TemperatureScaling(0)).hasMessageContaining("cannot be: 0");
    assertThatThrownBy(() -> new TemperatureScaling(Double.NaN)).hasMessageContaining("NaN");
  }
}
