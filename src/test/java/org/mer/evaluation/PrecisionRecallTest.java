package org.mer.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.mer.page.Chart;
import org.mer.page.Grid.Line;
import org.mer.page.Shares;
import org.mer.page.Shares.Point;

class PrecisionRecallTest {
  @Test
  void rowsCountFromTheirProbabilityOn() {
    PrecisionRecall curve = curve();

    assertThat(curve.prior()).isEqualTo(0.4);
    assertThat(curve.precision(0)).hasValue(0.4);
    assertThat(curve.recall(0)).isEqualTo(1);
    assertThat(curve.precision(20)).hasValue(0.4);
    assertThat(curve.precision(21)).hasValue(0.75);
    assertThat(curve.recall(21)).isEqualTo(0.75);
    assertThat(curve.precision(81)).isEmpty();
    assertThat(curve.recall(81)).isZero();
  }

  @Test
  void oneClassAloneTellsNothing() {
    assertThat(PrecisionRecall.of(bins(3, 0), bins(3, 0)).isTold()).isFalse();
    assertThat(PrecisionRecall.of(bins(0, 0), bins(3, 0)).isTold()).isFalse();
    assertThat(curve().isTold()).isTrue();
  }

  @Test
  void theLineHasAPointWhereAnythingChanges() {
    TreeMap<String, PrecisionRecall> curves = new TreeMap<>();
    curves.put("happy", curve());

    Chart chart = new PrecisionRecallChart("face", curves).chart();

    assertThat(((Shares) chart.plot()).traces().get(0).points())
        .containsExactly(new Point(1, 0.4), new Point(0.75, 0.75));
    assertThat(chart.alt())
        .contains("happy, 0.4000 of the rows: from probability 0.5 on 0.7500 at 0.7500.");
    assertThat(chart.figures().lines())
        .hasSize(20)
        .contains(Line.of("0.2000", "0.4000 at 1.0000"), Line.of("0.8500", "- at 0.0000"));
  }

  /** Of the class 1 at 0.2 and 3 at 0.8, of others 5 and 1. */
  private static PrecisionRecall curve() {
    return PrecisionRecall.of(bins(1, 3), bins(6, 4));
  }

  private static long[] bins(long at20, long at80) {
    long[] bins = new long[PrecisionRecall.THRESHOLDS];
    bins[20] = at20;
    bins[80] = at80;
    return bins;
  }
}
