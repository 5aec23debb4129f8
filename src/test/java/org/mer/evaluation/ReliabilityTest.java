package org.mer.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.mer.evaluation.Reliability.Count;
import org.mer.evaluation.Reliability.Outcome;

class ReliabilityTest {
  private static final Reliability DIAGRAM =
      Reliability.of(
          List.of(
              new Count(8, Outcome.RIGHT, 6, 3.3),
              new Count(8, Outcome.WRONG, 4, 2.4),
              new Count(14, Outcome.RIGHT, 9, 8.7),
              new Count(14, Outcome.WRONG, 1, 0.95)));

  @Test
  void theErrorIsTheOneByHand() {
    // Bin 8: accuracy 0.6, confidence 0.57; bin 14: accuracy 0.9, confidence 0.965; ten rows each.
    assertThat(DIAGRAM.accuracy(8)).hasValue(0.6);
    assertThat(DIAGRAM.confidence(8).getAsDouble()).isCloseTo(0.57, within(1e-12));
    assertThat(DIAGRAM.accuracy(0)).isEmpty();
    assertThat(DIAGRAM.expectedCalibrationError()).isCloseTo((0.03 + 0.065) / 2, within(1e-12));
  }

  @Test
  void fewRowsAreOffTheDiagonalByChance() {
    // Bin 12, four rows of confidence 0.8: k of them are right with probability C(4, k) 0.8^k
    // 0.2^(4 - k).
    double deviation = 3.2 * 0.0016 + 2.2 * 0.0256 + 1.2 * 0.1536 + 0.2 * 0.4096 + 0.8 * 0.4096;
    Reliability four =
        Reliability.of(
            List.of(
                new Reliability.Count(12, Reliability.Outcome.RIGHT, 3, 2.4),
                new Reliability.Count(12, Reliability.Outcome.WRONG, 1, 0.8)));

    assertThat(four.calibrationErrorByChance()).isCloseTo(deviation / 4, within(1e-12));
    assertThat(
            Reliability.of(List.of(new Reliability.Count(14, Reliability.Outcome.RIGHT, 3, 3.0)))
                .calibrationErrorByChance())
        .isZero();
    assertThat(Reliability.of(List.of()).calibrationErrorByChance()).isZero();
  }

  @Test
  void anErrorThatChanceExplainsHasALargeProbabilityAndOneItDoesNotASmallOne() {
    // Two rows of confidence 0.75, one of them right: no number of right ones is less than 0.25
    // off.
    Reliability two =
        Reliability.of(
            List.of(new Count(11, Outcome.RIGHT, 1, 0.75), new Count(11, Outcome.WRONG, 1, 0.75)));
    Reliability tooSure =
        Reliability.of(
            List.of(
                new Count(13, Outcome.RIGHT, 800, 720.0),
                new Count(13, Outcome.WRONG, 200, 180.0)));
    // 900 are expected to be right, with a deviation of 9.5: 910 is one deviation off, 0.29.
    Reliability nearlyRight =
        Reliability.of(
            List.of(
                new Count(13, Outcome.RIGHT, 910, 819.0), new Count(13, Outcome.WRONG, 90, 81.0)));

    assertThat(two.calibrationErrorProbability(1)).isEqualTo(1);
    assertThat(tooSure.calibrationErrorProbability(1)).isEqualTo(1.0 / 1001);
    assertThat(nearlyRight.calibrationErrorProbability(1)).isCloseTo(0.29, within(0.06));
    assertThat(nearlyRight.calibrationErrorProbability(1))
        .as("seeded")
        .isEqualTo(nearlyRight.calibrationErrorProbability(1));
  }

  @Test
  void theSumCountsTwice() {
    Reliability twice = Reliability.sum(List.of(DIAGRAM, DIAGRAM));

    assertThat(twice.n(14)).isEqualTo(20);
    assertThat(twice.expectedCalibrationError())
        .isCloseTo(DIAGRAM.expectedCalibrationError(), within(1e-12));
  }

  @Test
  void drawsArePutTogetherByRubinsRules() {
    List<Measurement> draws = List.of(drawn(1, 0.80), drawn(2, 0.82), drawn(3, 0.84));

    List<Measurement> means = SeedMeans.of(draws);

    // Within 0.01^2; between 0.02^2, times 1 + 1/3.
    double error = Math.sqrt(0.0001 + 0.0004 * 4 / 3);
    assertThat(means).hasSize(1);
    assertThat(means.get(0).group().pairingSeed()).isEmpty();
    assertThat(means.get(0).value()).isCloseTo(0.82, within(1e-12));
    assertThat(means.get(0).interval().orElseThrow().low())
        .isCloseTo(0.82 - Interval.Z * error, within(1e-12));
  }

  private static Measurement drawn(int seed, double value) {
    Group group =
        new Group("fusion", "synthetic-pairs", "pairs-test", "polar", OptionalInt.of(seed));
    return new Measurement(
        group, "accuracy", Optional.empty(), value, Optional.of(Interval.normal(value, 0.01)), 100);
  }
}
