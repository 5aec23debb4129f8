package org.mer.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.mer.evaluation.ConfusionMatrix.Cell;
import org.mer.page.Grid;
import org.mer.page.Grid.Line;

class SliceTableTest {
  private static final ClassificationMetrics METRICS = new ClassificationMetrics(1);

  @Test
  void slicesStandInTheirOrderBelowTheWholeThatTheyArePartsOf() {
    List<Grid> grids =
        SliceTable.of(evaluation("tokens:11-20", "tokens:6-10", "link:no", "tokens:1-5")).stream()
            .map(table -> EstimateCharts.ofSlices(table).figures())
            .toList();

    assertThat(grids).hasSize(1);
    assertThat(grids.get(0).caption()).isEqualTo("text on sentiment140, manual, polar");
    assertThat(grids.get(0).lines())
        .extracting(Line::head)
        .containsExactly("polar", "tokens:1-5", "tokens:6-10", "tokens:11-20", "link:no");
    assertThat(grids.get(0).lines().get(0).cells())
        .startsWith("4", "0.7500 [0.3006, 0.9544]")
        .hasSize(3);
  }

  @Test
  void conditionsAreNoHeadlines() {
    assertThat(Headline.of(evaluation("tokens:1-5")))
        .extracting(one -> one.group().slice())
        .containsExactly("all", "polar");
    assertThat(new SummaryTable(evaluation("tokens:1-5")).toString())
        .contains("polar")
        .doesNotContain("tokens");
  }

  @Test
  void withoutConditionsThereIsNoTable() {
    assertThat(SliceTable.of(evaluation())).isEmpty();
  }

  private static Evaluation evaluation(String... conditions) {
    ConfusionMatrix matrix =
        ConfusionMatrix.of(
            Map.of(new Cell("negative", "negative"), 3L, new Cell("positive", "negative"), 1L));
    SortedMap<Group, ConfusionMatrix> results = new TreeMap<>();
    results.put(group("all"), matrix);
    results.put(group("polar"), matrix);
    List<Measurement> measurements = new ArrayList<>();
    results.forEach((group, one) -> measurements.addAll(METRICS.of(group, one)));
    for (String condition : conditions) {
      measurements.addAll(METRICS.ofWhole(group(condition), matrix));
    }

    return new Evaluation("fuse-1", measurements, results, new TreeMap<>(), new TreeMap<>());
  }

  private static Group group(String slice) {
    return new Group("text", "sentiment140", "manual", slice, OptionalInt.empty());
  }
}
