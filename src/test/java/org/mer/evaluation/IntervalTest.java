package org.mer.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class IntervalTest {
  /** Newcombe, Two-sided confidence intervals for the single proportion (1998), table I. */
  @Test
  void wilsonIsThePublishedOne() {
    assertThat(Interval.wilson(81, 263).low()).isCloseTo(0.2553, within(5e-5));
    assertThat(Interval.wilson(81, 263).high()).isCloseTo(0.3662, within(5e-5));
    assertThat(Interval.wilson(15, 148).low()).isCloseTo(0.0624, within(5e-5));
    assertThat(Interval.wilson(15, 148).high()).isCloseTo(0.1605, within(5e-5));
    assertThat(Interval.wilson(0, 20).low()).isZero();
    assertThat(Interval.wilson(0, 20).high()).isCloseTo(0.1611, within(5e-5));
    assertThat(Interval.wilson(1, 29).high()).isCloseTo(0.1718, within(5e-5));
  }

  @Test
  void withoutRowsNothingIsKnown() {
    assertThat(Interval.wilson(0, 0)).isEqualTo(new Interval(0, 1));
  }

  @Test
  void aNormalIntervalKnowsItsError() {
    assertThat(Interval.normal(0.3, 0.02).standardError()).isCloseTo(0.02, within(1e-12));
  }

  @Test
  void aRankingsErrorIsHanleysAndMcNeils() {
    // By hand: Q1 = 0.8 / 1.2, Q2 = 1.28 / 1.8, (0.16 + 49 Q1' + 99 Q2') / 5000.
    double variance = (0.16 + 49 * (0.8 / 1.2 - 0.64) + 99 * (1.28 / 1.8 - 0.64)) / 5_000;

    assertThat(new Ranking(0.8, 50, 100).standardError())
        .isCloseTo(Math.sqrt(variance), within(1e-12));
  }

  @Test
  void mcNemarIsTheBinomialTest() {
    // 2 * (1 + 10 + 45) / 1024 for two of ten.
    assertThat(McNemar.probability(8, 2)).isCloseTo(0.109375, within(1e-12));
    assertThat(McNemar.probability(2, 8)).isCloseTo(0.109375, within(1e-12));
    assertThat(McNemar.probability(5, 5)).isEqualTo(1);
    assertThat(McNemar.probability(0, 0)).isEqualTo(1);
    // z = (1200 - 1000 - 1) / sqrt(2200) = 4.2427.
    assertThat(McNemar.probability(1_200, 1_000)).isCloseTo(2.21e-5, within(2e-7));
  }
}
