package org.mer.evaluation;

import static java.util.Comparator.comparingDouble;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.mer.page.Chart;
import org.mer.page.Estimates;
import org.mer.page.Estimates.Estimate;
import org.mer.page.Estimates.Kind;
import org.mer.page.Grid;
import org.mer.page.Grid.Line;
import org.mer.page.Numeral;

/** Accuracy and macro-F1 side by side, with their intervals, as charts. */
final class EstimateCharts {
  private EstimateCharts() {}

  /** What is set beside others in a chart. */
  private record Row(String name, Measurement accuracy, Measurement f1) {
    private String label() {
      return "%s\nn = %s".formatted(name, Numeral.count(accuracy.n()));
    }

    private Line line() {
      return Line.of(name, Numeral.count(accuracy.n()), accuracy.written(), f1.written());
    }

    private String sentence() {
      return "%s: accuracy %s, macro-F1 %s.".formatted(name, accuracy.written(), f1.written());
    }
  }

  /** The subjects of each result that is reported, the best first: fusion beside its modalities. */
  static List<Chart> ofHeadlines(List<Headline> headlines) {
    Map<String, List<Headline>> results = new LinkedHashMap<>();
    headlines.stream()
        .filter(one -> one.group().isReported())
        .forEach(
            one -> results.computeIfAbsent(one.group().rows(), rows -> new ArrayList<>()).add(one));
    return results.entrySet().stream()
        .map(
            entry ->
                chart(
                    entry.getKey(),
                    "subject",
                    entry.getValue().stream()
                        .sorted(comparingDouble(EstimateCharts::accuracy).reversed())
                        .map(one -> new Row(one.group().subject(), one.accuracy(), one.f1()))
                        .toList()))
        .toList();
  }

  /** A result and its slices. */
  static Chart ofSlices(SliceTable table) {
    return chart(
        table.whole().title(),
        "slice",
        table.slices().stream()
            .map(slice -> new Row(slice.name(), slice.accuracy(), slice.f1()))
            .toList());
  }

  private static Chart chart(String title, String head, List<Row> rows) {
    return new Chart(
        title,
        "Accuracy and macro-F1 with 95 %% intervals of %s. %s"
            .formatted(title, rows.stream().map(Row::sentence).collect(Collectors.joining(" "))),
        "",
        new Estimates(
            rows.stream().map(Row::label).toList(),
            List.of(kind("accuracy", rows, Row::accuracy), kind("macro-F1", rows, Row::f1))),
        new Grid(
            title,
            List.of(head, "n", "accuracy", "macro-F1"),
            rows.stream().map(Row::line).toList()));
  }

  private static double accuracy(Headline one) {
    return one.accuracy().value();
  }

  private static Kind kind(String name, List<Row> rows, Function<Row, Measurement> figure) {
    return new Kind(name, rows.stream().map(figure).map(EstimateCharts::estimate).toList());
  }

  private static Estimate estimate(Measurement one) {
    Interval interval = one.interval().orElse(new Interval(one.value(), one.value()));
    return new Estimate(one.value(), interval.low(), interval.high());
  }
}
