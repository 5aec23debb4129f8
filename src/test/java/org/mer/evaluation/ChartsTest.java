package org.mer.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.mer.evaluation.ConfusionMatrix.Cell;
import org.mer.evaluation.Evaluation.Stage;
import org.mer.evaluation.Reliability.Count;
import org.mer.evaluation.Reliability.Outcome;
import org.mer.page.Chart;
import org.mer.page.Estimates;
import org.mer.page.Estimates.Estimate;
import org.mer.page.Grid.Line;
import org.mer.page.HeatMap;
import org.mer.page.Shares;
import org.mer.page.Shares.Point;
import org.mer.page.Shares.Trace;

class ChartsTest {
  @Test
  void aMatrixHasSharesOfTheLabelAndTheCountsBeneath() {
    ConfusionMatrix matrix =
        ConfusionMatrix.of(
            Map.of(
                new Cell("happy", "happy"), 3L,
                new Cell("happy", "sad"), 1L,
                new Cell("sad", "sad"), 2L,
                new Cell("sad", "fear"), 0L));

    Chart chart = new MatrixChart("face", matrix).chart();

    HeatMap map = (HeatMap) chart.plot();
    assertThat(map.columns()).containsExactly("fear", "happy", "sad");
    assertThat(map.rows()).containsExactly("happy", "sad");
    assertThat(map.percents()).containsExactly(List.of(0.0, 75.0, 25.0), List.of(0.0, 0.0, 100.0));
    assertThat(chart.figures().lines().get(0))
        .isEqualTo(Line.of("happy", "0 (0.0\u00a0%)", "3 (75.0\u00a0%)", "1 (25.0\u00a0%)"));
    assertThat(chart.alt())
        .contains(
            "happy: 75.0\u00a0% right, 25.0\u00a0% taken for sad.", "sad: 100.0\u00a0% right.");
  }

  @Test
  void aReliabilityDiagramHasBothStagesAgainstTheDiagonal() {
    Map<Stage, Reliability> stages = new EnumMap<>(Stage.class);
    stages.put(Stage.AFTER, reliability(8, 0.5625));
    stages.put(Stage.BEFORE, reliability(14, 0.9375));

    Chart chart = new ReliabilityChart("face", stages).chart();

    Shares shares = (Shares) chart.plot();
    assertThat(shares.traces())
        .containsExactly(
            new Trace("after scaling", List.of(new Point(0.5625, 0.5))),
            new Trace("before scaling", List.of(new Point(0.9375, 0.5))));
    assertThat(shares.diagonal()).contains("as sure as right");
    assertThat(chart.alt())
        .contains("before temperature scaling: 0.4375.", "after temperature scaling: 0.0625.");
    assertThat(chart.figures().lines())
        .containsExactly(
            Line.of("0.5333 to 0.6000", "0", "", "", "4", "0.5625", "0.5000"),
            Line.of("0.9333 to 1.0000", "4", "0.9375", "0.5000", "0", "", ""));
  }

  @Test
  void headlinesOfAResultStandSideBySideTheBestFirst() {
    List<Chart> charts =
        EstimateCharts.ofHeadlines(
            List.of(
                headline("face", "polar", "pairs-test", 0.6),
                headline("fusion", "polar", "pairs-test", 0.8),
                headline("fusion", "conflicting", "pairs-test", 0.8),
                headline("fusion", "control:unconditional", "pairs-test", 0.8),
                headline("text", "all", "validation", 0.8),
                headline("text", "polar", "pairs-test", 0.7)));

    assertThat(charts)
        .extracting(Chart::title)
        .containsExactly("synthetic pairs, pairs-test, polar");
    Estimates estimates = (Estimates) charts.get(0).plot();
    assertThat(estimates.categories())
        .containsExactly("fusion\nn = 1,000", "text\nn = 1,000", "face\nn = 1,000");
    assertThat(estimates.kinds().get(0).estimates().get(2)).isEqualTo(new Estimate(0.6, 0.5, 0.75));
    assertThat(charts.get(0).figures().lines().get(0).cells())
        .containsExactly("1,000", "0.8000 [0.5000, 0.7500]", "0.8000 [0.5000, 0.7500]");
  }

  private static Headline headline(String subject, String slice, String part, double value) {
    Group group = new Group(subject, Judgements.PAIRS, part, slice, OptionalInt.empty());
    Measurement one =
        new Measurement(
            group, "any", Optional.empty(), value, Optional.of(new Interval(0.5, 0.75)), 1000);
    return new Headline(group, one, one, one, one);
  }

  /** Half of four rows right. */
  private static Reliability reliability(int bin, double confidence) {
    return Reliability.of(
        List.of(
            new Count(bin, Outcome.RIGHT, 2, 2 * confidence),
            new Count(bin, Outcome.WRONG, 2, 2 * confidence)));
  }
}
