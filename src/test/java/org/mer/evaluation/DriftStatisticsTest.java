package org.mer.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.mer.evaluation.DriftStatistics.Bin;

class DriftStatisticsTest {
  private static final List<Bin> HALVES_AGAINST_NINE_TENTHS =
      List.of(new Bin(500_000, 900_000), new Bin(500_000, 100_000));

  @Test
  void theIndexIsTheSumOfTheSharesDifferencesTimesTheirLogRatio() {
    double expected = (0.9 - 0.5) * Math.log(0.9 / 0.5) + (0.1 - 0.5) * Math.log(0.1 / 0.5);

    assertThat(expected).isCloseTo(0.8789, within(1e-4));
    assertThat(DriftStatistics.psi(HALVES_AGAINST_NINE_TENTHS)).isCloseTo(expected, within(1e-5));
  }

  @Test
  void theIndexOfABinThatOneSampleLacksIsFinite() {
    assertThat(DriftStatistics.psi(List.of(new Bin(100, 0), new Bin(0, 100)))).isBetween(5.0, 20.0);
  }

  @Test
  void theDistanceIsTheLargestDifferenceOfTheCumulativeShares() {
    assertThat(DriftStatistics.ks(HALVES_AGAINST_NINE_TENTHS)).isCloseTo(0.4, within(1e-12));
    assertThat(DriftStatistics.ks(List.of(new Bin(1, 0), new Bin(0, 2), new Bin(3, 2))))
        .isCloseTo(0.25, within(1e-12));
  }

  @Test
  void equalSharesAreNoDistanceApart() {
    List<Bin> bins = List.of(new Bin(10, 1_000), new Bin(30, 3_000));

    assertThat(DriftStatistics.psi(bins)).isCloseTo(0, within(1e-3));
    assertThat(DriftStatistics.ks(bins)).isZero();
  }

  /**
   * The 0.999 quantile of chi-squared with nine degrees of freedom is 27.877; c(0.001) is 1.9495.
   */
  @Test
  void chanceIsKnownFromTables() {
    assertThat(DriftStatistics.psiByChance(10, new Bin(1_000, 1_000)))
        .isCloseTo(27.877 * 0.002, within(1e-5));
    assertThat(DriftStatistics.psiByChance(1, new Bin(1_000, 1_000))).isZero();
    assertThat(DriftStatistics.ksByChance(new Bin(100, 100)))
        .isCloseTo(1.9495 * Math.sqrt(0.02), within(1e-4));
  }
}
