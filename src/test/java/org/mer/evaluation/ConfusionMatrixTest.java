package org.mer.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.mer.evaluation.ConfusionMatrix.Cell;

class ConfusionMatrixTest {
  private static final Offset<Double> EXACTLY = within(1e-12);

  /** Rows a, b, c; columns a, b, c: 5 1 0, 2 3 1, 0 0 8. */
  private static final ConfusionMatrix MATRIX =
      ConfusionMatrix.of(
          Map.of(
              new Cell("a", "a"), 5L,
              new Cell("a", "b"), 1L,
              new Cell("b", "a"), 2L,
              new Cell("b", "b"), 3L,
              new Cell("b", "c"), 1L,
              new Cell("c", "c"), 8L));

  @Test
  void figuresAreThoseByHand() {
    assertThat(MATRIX.classes()).containsExactly("a", "b", "c");
    assertThat(MATRIX.accuracy()).isCloseTo(16.0 / 20, EXACTLY);
    assertThat(MATRIX.precision(0)).isCloseTo(5.0 / 7, EXACTLY);
    assertThat(MATRIX.precision(1)).isCloseTo(3.0 / 4, EXACTLY);
    assertThat(MATRIX.precision(2)).isCloseTo(8.0 / 9, EXACTLY);
    assertThat(MATRIX.recall(0)).isCloseTo(5.0 / 6, EXACTLY);
    assertThat(MATRIX.recall(1)).isCloseTo(3.0 / 6, EXACTLY);
    assertThat(MATRIX.recall(2)).isCloseTo(1, EXACTLY);
    assertThat(MATRIX.f1(0)).isCloseTo(10.0 / 13, EXACTLY);
    assertThat(MATRIX.macro(MATRIX::f1)).isCloseTo((10.0 / 13 + 6.0 / 10 + 16.0 / 17) / 3, EXACTLY);
    assertThat(MATRIX.weighted(MATRIX::f1))
        .isCloseTo((6 * 10.0 / 13 + 6 * 6.0 / 10 + 8 * 16.0 / 17) / 20, EXACTLY);
    assertThat(MATRIX.weighted(MATRIX::recall)).isCloseTo(MATRIX.accuracy(), EXACTLY);
  }

  @Test
  void aClassThatIsNeverPredictedHasNoPrecision() {
    ConfusionMatrix matrix = ConfusionMatrix.of(Map.of(new Cell("a", "b"), 3L));

    assertThat(matrix.precision(0)).isZero();
    assertThat(matrix.f1(0)).isZero();
    assertThat(matrix.support(0)).isEqualTo(3);
    assertThat(matrix.macro(matrix::recall)).isZero();
  }

  @Test
  void theSumHoldsAllClasses() {
    ConfusionMatrix other = ConfusionMatrix.of(Map.of(new Cell("d", "a"), 2L));

    ConfusionMatrix sum = ConfusionMatrix.sum(List.of(MATRIX, other));

    assertThat(sum.classes()).containsExactly("a", "b", "c", "d");
    assertThat(sum.count(3, 0)).isEqualTo(2);
    assertThat(sum.count(1, 2)).isEqualTo(1);
    assertThat(sum.total()).isEqualTo(22);
  }

  @Test
  void theBootstrapOfAccuracyAgreesWithTheNormalApproximation() {
    ConfusionMatrix matrix =
        ConfusionMatrix.of(Map.of(new Cell("a", "a"), 6_000L, new Cell("a", "b"), 4_000L));

    Interval drawn = Bootstrap.of(matrix, 3).interval(ConfusionMatrix::accuracy);
    Interval normal = Interval.normal(0.6, Math.sqrt(0.6 * 0.4 / 10_000));

    assertThat(drawn.low()).isCloseTo(normal.low(), within(1e-3));
    assertThat(drawn.high()).isCloseTo(normal.high(), within(1e-3));
  }

  @Test
  void theBootstrapIsDeterminedByItsSeed() {
    assertThat(Bootstrap.of(MATRIX, 3).interval(one -> one.macro(one::f1)))
        .isEqualTo(Bootstrap.of(MATRIX, 3).interval(one -> one.macro(one::f1)))
        .isNotEqualTo(Bootstrap.of(MATRIX, 4).interval(one -> one.macro(one::f1)));
  }

  @Test
  void aClassThatNoRowIsLabelledWithIsInNoMacroMean() {
    ConfusionMatrix matrix =
        ConfusionMatrix.of(Map.of(new Cell("a", "a"), 3L, new Cell("b", "c"), 1L));

    assertThat(matrix.macro(matrix::recall)).isEqualTo(0.5);
  }
}
