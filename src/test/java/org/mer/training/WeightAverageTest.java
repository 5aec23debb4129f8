package org.mer.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class WeightAverageTest {
  @Test
  void goesWithTheWeightsAtFirst() {
    WeightAverage average = new WeightAverage(0.999, new float[] {0});

    average.take(new float[] {1}, 1, 1);

    assertThat(average.values()[0]).isEqualTo(1 - 2f / 11, within(1e-6f));
  }

  @Test
  void isSlowLater() {
    WeightAverage average = new WeightAverage(0.9, new float[] {0});

    average.take(new float[] {1}, 10_000, 1);

    assertThat(average.values()[0]).isEqualTo(0.1f, within(1e-6f));
  }

  @Test
  void severalStepsWeighAsManyTimes() {
    WeightAverage average = new WeightAverage(0.9, new float[] {0});

    average.take(new float[] {1}, 10_000, 3);

    assertThat(average.values()[0]).isEqualTo(1 - 0.729f, within(1e-6f));
  }
}
