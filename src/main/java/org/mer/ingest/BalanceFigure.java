package org.mer.ingest;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.mer.page.Bars;
import org.mer.page.Chart;
import org.mer.page.Grid;
import org.mer.page.Grid.Line;
import org.mer.page.Numeral;
import org.mer.page.Series;

/** How labels are balanced in each part, as the report shows it. */
final class BalanceFigure {
  private final List<String> labels;
  private final List<String> parts;
  private final Map<String, Map<String, Long>> rows;

  private BalanceFigure(List<String> labels, List<String> parts, List<LabelCount> counts) {
    this.rows =
        counts.stream()
            .collect(
                Collectors.groupingBy(
                    LabelCount::part,
                    Collectors.toMap(LabelCount::label, LabelCount::rows, Long::sum)));
    this.labels = labels;
    this.parts = parts.stream().filter(rows::containsKey).toList();
  }

  /**
   * The chart of a table.
   *
   * @param what its rows are: tweets
   * @param labels in their order
   * @param parts in their order; those without rows are left out
   */
  static Chart of(String what, List<String> labels, List<String> parts, List<LabelCount> counts) {
    return new BalanceFigure(labels, parts, counts).chart(what);
  }

  private Chart chart(String what) {
    String title = "Labels of the %s, as shares of each part".formatted(what);
    return new Chart(
        title,
        "Share of each label (%s) in each part (%s)."
            .formatted(String.join(", ", labels), String.join(", ", parts)),
        " %",
        new Bars(labels, parts.stream().map(this::shares).toList()),
        new Grid(
            title,
            Stream.concat(Stream.of("label"), parts.stream()).toList(),
            Stream.concat(
                    labels.stream().map(this::line),
                    Stream.of(
                        new Line(
                            "all", parts.stream().map(part -> Numeral.count(all(part))).toList())))
                .toList()));
  }

  private Series shares(String part) {
    return new Series(
        part, labels.stream().map(label -> Numeral.percent(rows(part, label), all(part))).toList());
  }

  private Line line(String label) {
    return new Line(
        label,
        parts.stream()
            .map(
                part ->
                    "%s (%s)"
                        .formatted(
                            Numeral.count(rows(part, label)),
                            Numeral.share(rows(part, label), all(part))))
            .toList());
  }

  private long rows(String part, String label) {
    return rows.get(part).getOrDefault(label, 0L);
  }

  private long all(String part) {
    return rows.get(part).values().stream().mapToLong(Long::longValue).sum();
  }
}
