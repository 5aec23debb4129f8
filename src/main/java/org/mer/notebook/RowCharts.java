package org.mer.notebook;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.mer.page.Bars;
import org.mer.page.Chart;
import org.mer.page.Course;
import org.mer.page.Estimates;
import org.mer.page.Grid;
import org.mer.page.HeatMap;
import org.mer.page.Numeral;
import org.mer.page.Plot;
import org.mer.page.Series;
import org.mer.page.Shares;

/**
 * Charts of the rows of a query, which are few: what is drawn follows from the order of its
 * columns. At most {@value #MOST} rows are drawn.
 */
public final class RowCharts {
  private static final int MOST = 1_000;
  private static final double PERCENT = 100;

  private RowCharts() {}

  /** Bars: a category and a number a series. */
  public static Chart bars(String title, Dataset<Row> rows) {
    List<Row> few = few(rows);
    return chart(title, rows, few, new Bars(texts(few, 0), series(rows, few)));
  }

  /** Lines from step to step: a step and a number a series; the highest of the first is marked. */
  public static Chart course(String title, Dataset<Row> rows) {
    List<Row> few = few(rows);
    List<Series> series = series(rows, few);
    int highest =
        IntStream.range(0, few.size())
            .boxed()
            .max(java.util.Comparator.comparingDouble(i -> series.get(0).values().get(i)))
            .orElse(0);
    List<String> steps = texts(few, 0);
    return chart(
        title,
        rows,
        few,
        new Course(
            rows.columns()[0],
            steps,
            steps.isEmpty() ? "" : steps.get(highest),
            "highest",
            series));
  }

  /** Points with intervals: a category, a value, its low and its high end. */
  public static Chart estimates(String title, Dataset<Row> rows) {
    List<Row> few = few(rows);
    return chart(
        title,
        rows,
        few,
        new Estimates(
            texts(few, 0),
            List.of(
                new Estimates.Kind(
                    rows.columns()[1],
                    few.stream()
                        .map(
                            row -> new Estimates.Estimate(number(row, 1), end(row, 2), end(row, 3)))
                        .toList()))));
  }

  /** A matrix: a row's name, a column's name, and a number, shown as its share of the row. */
  public static Chart heatMap(String title, Dataset<Row> rows) {
    List<Row> few = few(rows);
    Set<String> names = new LinkedHashSet<>(texts(few, 0));
    Set<String> columns = new LinkedHashSet<>(names);
    columns.addAll(texts(few, 1));
    Map<List<String>, Double> cells = new LinkedHashMap<>();
    Map<String, Double> sums = new LinkedHashMap<>();
    for (Row row : few) {
      cells.merge(List.of(text(row, 0), text(row, 1)), number(row, 2), Double::sum);
      sums.merge(text(row, 0), number(row, 2), Double::sum);
    }

    return chart(
        title,
        rows,
        few,
        new HeatMap(
            rows.columns()[0],
            List.copyOf(names),
            rows.columns()[1],
            List.copyOf(columns),
            names.stream()
                .map(
                    name ->
                        columns.stream()
                            .map(
                                column ->
                                    PERCENT
                                        * cells.getOrDefault(List.of(name, column), 0.0)
                                        / sums.get(name))
                            .toList())
                .toList()));
  }

  /** One share against another with the diagonal: a line's name, the share across, the share up. */
  public static Chart shares(String title, Dataset<Row> rows) {
    List<Row> few = few(rows);
    Map<String, List<Shares.Point>> traces = new LinkedHashMap<>();
    few.forEach(
        row ->
            traces
                .computeIfAbsent(text(row, 0), name -> new ArrayList<>())
                .add(new Shares.Point(number(row, 1), number(row, 2))));
    return chart(
        title,
        rows,
        few,
        new Shares(
            rows.columns()[1],
            rows.columns()[2],
            traces.entrySet().stream()
                .map(one -> new Shares.Trace(one.getKey(), one.getValue()))
                .toList(),
            Optional.of("equal")));
  }

  private static Chart chart(String title, Dataset<Row> rows, List<Row> few, Plot plot) {
    List<String> columns = List.of(rows.columns());
    Grid figures =
        new Grid(
            title,
            columns,
            few.stream()
                .map(
                    row ->
                        new Grid.Line(
                            text(row, 0), cells(row, columns.size(), i -> written(row.get(i)))))
                .toList());
    return new Chart(title, title, "", plot, figures);
  }

  private static List<String> cells(Row row, int columns, IntFunction<String> cell) {
    return IntStream.range(1, Math.min(columns, row.size())).mapToObj(cell).toList();
  }

  private static String written(Object value) {
    if (value instanceof Double number) {
      return Numeral.fraction(number);
    }

    return value instanceof Long count ? Numeral.count(count) : String.valueOf(value);
  }

  private static List<Row> few(Dataset<Row> rows) {
    return rows.takeAsList(MOST);
  }

  private static List<Series> series(Dataset<Row> rows, List<Row> few) {
    return IntStream.range(1, rows.columns().length)
        .mapToObj(
            i -> new Series(rows.columns()[i], few.stream().map(row -> number(row, i)).toList()))
        .toList();
  }

  private static List<String> texts(List<Row> rows, int column) {
    return rows.stream().map(row -> text(row, column)).toList();
  }

  private static String text(Row row, int column) {
    return String.valueOf(row.get(column));
  }

  private static double number(Row row, int column) {
    return row.isNullAt(column) ? 0 : ((Number) row.get(column)).doubleValue();
  }

  /** The end of an interval; the value where there is none. */
  private static double end(Row row, int column) {
    return row.isNullAt(column) ? number(row, 1) : number(row, column);
  }
}
