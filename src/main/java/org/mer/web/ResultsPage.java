package org.mer.web;

import static org.apache.spark.sql.functions.col;

import io.javalin.http.Context;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.spark.sql.Row;
import org.mer.page.Chart;
import org.mer.page.Course;
import org.mer.page.Estimates;
import org.mer.page.Grid;
import org.mer.page.Numeral;
import org.mer.page.Series;
import org.mer.table.Lake;
import org.mer.table.Table;

/** The leaderboard of the newest evaluation, and how the main figures went from one to the next. */
final class ResultsPage {
  private static final String FIGURES =
      """
      SELECT m.run_id, r.finished_at, dataset, part, slice, subject, n,
        max_by(value, metric = 'accuracy') AS accuracy, max_by(ci_low, metric = 'accuracy') AS accuracy_low,
        max_by(ci_high, metric = 'accuracy') AS accuracy_high, max_by(value, metric = 'macro_f1') AS f1,
        max_by(ci_low, metric = 'macro_f1') AS f1_low, max_by(ci_high, metric = 'macro_f1') AS f1_high
      FROM mer.metrics m JOIN mer.runs r ON r.run_id = m.run_id AND r.status = 'done'
      WHERE metric IN ('accuracy', 'macro_f1') AND class IS NULL AND pairing_seed IS NULL
        AND slice IN ('all', 'polar', 'emotion') AND part NOT IN ('train', 'Training', 'validation', 'PublicTest')
      GROUP BY ALL
      HAVING count(*) = 2
      """;

  /** Evaluations that the course of figures goes back to at most. */
  private static final int MOST_RUNS = 60;

  private final Shell shell;
  private final Lake lake;

  ResultsPage(Shell shell, Lake lake) {
    this.shell = shell;
    this.lake = lake;
  }

  private record Figure(
      String run,
      String moment,
      String group,
      String subject,
      long n,
      Estimates.Estimate accuracy,
      Estimates.Estimate f1) {
    static Figure of(Row row) {
      return new Figure(
          row.getAs("run_id"),
          Moment.written(row.<java.sql.Timestamp>getAs("finished_at").toInstant()),
          "%s, %s, %s"
              .formatted(
                  row.<String>getAs("dataset"),
                  row.<String>getAs("part"),
                  row.<String>getAs("slice")),
          row.getAs("subject"),
          row.<Long>getAs("n"),
          estimate(row, "accuracy"),
          estimate(row, "f1"));
    }

    private static Estimates.Estimate estimate(Row row, String name) {
      double value = row.<Double>getAs(name);
      return new Estimates.Estimate(
          value,
          Optional.ofNullable(row.<Double>getAs(name + "_low")).orElse(value),
          Optional.ofNullable(row.<Double>getAs(name + "_high")).orElse(value));
    }

    boolean isMain() {
      return !subject.contains("/");
    }

    String key() {
      return subject + ": " + group;
    }
  }

  void answer(Context request) {
    List<Figure> figures =
        lake.isEmpty(Table.METRICS) || lake.isEmpty(Table.RUNS) ? List.of() : figures();
    Map<String, Object> content = new LinkedHashMap<>();
    content.put("title", "Results");
    content.put("isEmpty", figures.isEmpty());
    content.put("charts", leaderboard(newest(figures)));
    content.put("courses", courses(figures));
    content.put("hasCourses", !courses(figures).isEmpty());
    content.put("newest", newest(figures).stream().limit(1).toList());
    shell.answer(request, Shell.Room.RESULTS, "results.html", content);
  }

  private List<Figure> figures() {
    List<String> runs =
        lake
            .read(Table.RUNS)
            .where("job = 'evaluate' AND status = 'done'")
            .orderBy(col("finished_at").desc())
            .select("run_id")
            .limit(MOST_RUNS)
            .collectAsList()
            .stream()
            .map(row -> row.getString(0))
            .toList();
    return lake
        .spark()
        .sql(FIGURES)
        .where(col("run_id").isin(runs.toArray()))
        .orderBy(
            col("finished_at"), col("dataset"), col("part"), col("slice"), col("accuracy").desc())
        .collectAsList()
        .stream()
        .map(Figure::of)
        .toList();
  }

  private static List<Figure> newest(List<Figure> figures) {
    return figures.isEmpty()
        ? List.of()
        : figures.stream()
            .filter(one -> one.run().equals(figures.get(figures.size() - 1).run()))
            .toList();
  }

  private static <K> Map<K, List<Figure>> grouped(
      List<Figure> figures, java.util.function.Function<Figure, K> key) {
    return figures.stream()
        .collect(Collectors.groupingBy(key, LinkedHashMap::new, Collectors.toList()));
  }

  private static List<Chart> leaderboard(List<Figure> newest) {
    List<Chart> charts = new ArrayList<>();
    grouped(newest, Figure::group).forEach((group, ones) -> charts.add(leaderboard(group, ones)));
    return charts;
  }

  private static Chart leaderboard(String group, List<Figure> ones) {
    return new Chart(
        "%s (n = %s)".formatted(group, Numeral.count(ones.get(0).n())),
        "Accuracy and macro-F1 of %d subjects with 95 %% intervals".formatted(ones.size()),
        "",
        new Estimates(
            ones.stream().map(Figure::subject).toList(),
            List.of(
                new Estimates.Kind("accuracy", ones.stream().map(Figure::accuracy).toList()),
                new Estimates.Kind("macro-F1", ones.stream().map(Figure::f1).toList()))),
        new Grid(
            group,
            List.of("subject", "n", "accuracy", "macro-F1"),
            ones.stream()
                .map(
                    one ->
                        Grid.Line.of(
                            one.subject(),
                            Numeral.count(one.n()),
                            written(one.accuracy()),
                            written(one.f1())))
                .toList()));
  }

  private static List<Chart> courses(List<Figure> figures) {
    List<Chart> charts = new ArrayList<>();
    grouped(figures.stream().filter(Figure::isMain).toList(), Figure::key)
        .forEach(
            (key, ones) -> {
              if (ones.size() > 1) {
                charts.add(course(key, ones));
              }
            });
    return charts;
  }

  private static Chart course(String key, List<Figure> ones) {
    List<String> moments = ones.stream().map(Figure::moment).toList();
    Figure best =
        ones.stream()
            .max(java.util.Comparator.comparingDouble(one -> one.accuracy().value()))
            .orElseThrow();
    return new Chart(
        key,
        "Accuracy and macro-F1 of %d evaluations, the oldest first".formatted(ones.size()),
        "",
        new Course(
            "evaluated (UTC)",
            moments,
            best.moment(),
            "most accurate",
            List.of(
                new Series("accuracy", ones.stream().map(one -> one.accuracy().value()).toList()),
                new Series("macro-F1", ones.stream().map(one -> one.f1().value()).toList()))),
        new Grid(
            key,
            List.of("evaluated", "run", "accuracy", "macro-F1"),
            ones.stream()
                .map(
                    one ->
                        Grid.Line.of(
                            one.moment(), one.run(), written(one.accuracy()), written(one.f1())))
                .toList()));
  }

  private static String written(Estimates.Estimate one) {
    return String.format(Locale.ROOT, "%.4f [%.4f, %.4f]", one.value(), one.low(), one.high());
  }
}
