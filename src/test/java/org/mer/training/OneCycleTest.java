package org.mer.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class OneCycleTest {
  private final OneCycle schedule = new OneCycle(0.5, 1000);

  @Test
  void climbsFromATenthAndFallsToNearlyNothing() {
    assertThat(schedule.valueAt(0, 0)).isCloseTo(0.05, within(1e-9));
    assertThat(schedule.valueAt(300, 0)).isCloseTo(0.5, within(1e-9));
    assertThat(schedule.valueAt(1000, 0)).isCloseTo(0.0005, within(1e-9));
  }

  @Test
  void staysAtTheEndAfterwards() {
    assertThat(schedule.valueAt(5000, 0)).isEqualTo(schedule.valueAt(1000, 0));
  }

  @Test
  void neverLeavesItsRange() {
    for (int step = 0; step <= 1100; step++) {
      assertThat(schedule.valueAt(step, 0)).isBetween(0.0005, 0.5);
    }
  }
}
