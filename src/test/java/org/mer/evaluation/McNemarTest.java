package org.mer.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class McNemarTest {
  @Test
  void theOneSidedProbabilityIsThatByHand() {
    // Of ten coins eight or more show heads: (45 + 10 + 1) / 1024.
    assertThat(McNemar.probabilityOfWorse(8, 2)).isCloseTo(56.0 / 1024, within(1e-12));
    assertThat(McNemar.probabilityOfWorse(2, 8)).isCloseTo(1013.0 / 1024, within(1e-12));
    assertThat(McNemar.probabilityOfWorse(0, 0)).isEqualTo(1);
  }

  @Test
  void theApproximationGoesOnWhereTheExactTestEnds() {
    assertThat(McNemar.probabilityOfWorse(520, 481))
        .isCloseTo(McNemar.probabilityOfWorse(520, 480), within(0.01));
    assertThat(McNemar.probabilityOfWorse(481, 520)).isGreaterThan(0.85);
    assertThat(McNemar.probabilityOfWorse(6_000, 5_000)).isLessThan(1e-20);
  }

  @Test
  void twoSidedIsTwiceOneSided() {
    assertThat(McNemar.probability(8, 2))
        .isCloseTo(2 * McNemar.probabilityOfWorse(8, 2), within(1e-12));
  }
}
