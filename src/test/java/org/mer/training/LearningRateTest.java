package org.mer.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.mer.training.LearningRate.Shape;
import org.nd4j.linalg.schedule.ISchedule;

class LearningRateTest {
  @Test
  void theCosineWarmsUpAndFallsToNothing() {
    ISchedule rate = new LearningRate(Shape.COSINE, 0.4, 0.1, 0.5, 1).over(100, 1);

    assertThat(rate.valueAt(0, 0)).isEqualTo(0.04, within(1e-9));
    assertThat(rate.valueAt(9, 0)).isEqualTo(0.4, within(1e-9));
    assertThat(rate.valueAt(10, 0)).isEqualTo(0.4, within(1e-9));
    assertThat(rate.valueAt(55, 0)).isEqualTo(0.2, within(1e-9));
    assertThat(rate.valueAt(100, 0)).isEqualTo(0, within(1e-9));
    assertThat(rate.valueAt(1000, 0)).isEqualTo(0, within(1e-9));
  }

  @Test
  void aPlateauIsFlat() {
    ISchedule rate = new LearningRate(Shape.PLATEAU, 0.4, 0, 0.5, 1).over(100, 0.25);

    assertThat(rate.valueAt(0, 0)).isEqualTo(0.1, within(1e-9));
    assertThat(rate.valueAt(99, 0)).isEqualTo(0.1, within(1e-9));
  }

  @Test
  void refusesWhatMakesNoSense() {
    assertThatThrownBy(() -> new LearningRate(Shape.COSINE, 0, 0, 0.5, 1))
        .hasMessage("learning-rate.highest must be above 0, cannot be: 0.0");
    assertThatThrownBy(() -> new LearningRate(Shape.COSINE, 1, 1, 0.5, 1))
        .hasMessage("learning-rate.warm-up must be 0 to below 1, cannot be: 1.0");
    assertThatThrownBy(() -> new LearningRate(Shape.PLATEAU, 1, 0, 1, 1))
        .hasMessage("learning-rate.factor must be above 0 to below 1, cannot be: 1.0");
    assertThatThrownBy(() -> new LearningRate(Shape.PLATEAU, 1, 0, 0.5, 0))
        .hasMessage("learning-rate.patience must be at least 1, cannot be: 0");
  }
}
