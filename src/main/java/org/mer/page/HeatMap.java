package org.mer.page;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * A table of shares whose cells are the darker the greater they are.
 *
 * @param rowMeasure what the rows are
 * @param rows their names, from the top down
 * @param columnMeasure what the columns are
 * @param columns their names, from left to right
 * @param percents 0 to 100, by row and column
 */
public record HeatMap(
    String rowMeasure,
    List<String> rows,
    String columnMeasure,
    List<String> columns,
    List<List<Double>> percents)
    implements Plot {
  private static final int HEAD = 110;
  private static final int ROW = 36;

  /** Copies the lists. */
  public HeatMap {
    rows = List.copyOf(rows);
    columns = List.copyOf(columns);
    percents = percents.stream().map(List::copyOf).toList();
  }

  @Override
  public Map<String, Object> option() {
    return Map.of(
        "xAxis", Map.of("type", "category", "name", columnMeasure, "data", columns),
        "yAxis", Map.of("type", "category", "name", rowMeasure, "inverse", true, "data", rows),
        "series", List.of(Map.of("type", "heatmap", "data", cells())));
  }

  @Override
  public int height() {
    return HEAD + rows.size() * ROW;
  }

  private List<List<Number>> cells() {
    return IntStream.range(0, rows.size())
        .boxed()
        .flatMap(
            row ->
                IntStream.range(0, columns.size())
                    .mapToObj(
                        column -> List.<Number>of(column, row, percents.get(row).get(column))))
        .toList();
  }
}
