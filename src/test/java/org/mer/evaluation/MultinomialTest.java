package org.mer.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MultinomialTest {
  private static final int DRAWS = 20_000;

  @ParameterizedTest
  @CsvSource({"5, 0.5", "40, 0.1", "40, 0.4", "3589, 0.0153", "3589, 0.7", "160000, 0.2"})
  void binomialsHaveTheirMeanAndVariance(long n, double probability) {
    Multinomial draw = new Multinomial(11);
    long[] successes =
        LongStream.generate(() -> draw.binomial(n, probability)).limit(DRAWS).toArray();

    double mean = Arrays.stream(successes).average().orElseThrow();
    double variance =
        Arrays.stream(successes).mapToDouble(one -> (one - mean) * (one - mean)).sum() / DRAWS;
    double expected = n * probability * (1 - probability);
    assertThat(mean).isCloseTo(n * probability, within(5 * Math.sqrt(expected / DRAWS)));
    assertThat(variance / expected).isCloseTo(1, within(0.06));
    assertThat(Arrays.stream(successes)).allMatch(one -> one >= 0 && one <= n);
  }

  @Test
  void rejectionFollowsTheBinomialDistribution() {
    Multinomial draw = new Multinomial(5);
    long n = 40;
    double[] frequency = new double[(int) n + 1];
    for (int i = 0; i < DRAWS; i++) {
      frequency[(int) draw.binomial(n, 0.4)] += 1.0 / DRAWS;
    }

    var exact = new org.apache.commons.math3.distribution.BinomialDistribution(null, (int) n, 0.4);
    for (int k = 0; k <= n; k++) {
      assertThat(frequency[k]).isCloseTo(exact.probability(k), within(0.01));
    }
  }

  @Test
  void samplesHaveAsManyRowsAndOnlyCellsThatHadSome() {
    Multinomial draw = new Multinomial(1);
    long[] counts = {0, 7, 0, 120, 3, 0};

    for (int i = 0; i < 200; i++) {
      long[] drawn = draw.resample(counts);
      assertThat(Arrays.stream(drawn).sum()).isEqualTo(130);
      assertThat(new long[] {drawn[0], drawn[2], drawn[5]}).containsOnly(0);
    }
  }
}
