package org.mer.page;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Distributions over each other: one outline of a histogram a series.
 *
 * @param measure what is on the horizontal axis, with its unit
 * @param binWidth width of a bin; the first begins at 0
 * @param series each with a value a bin
 */
public record Curves(String measure, double binWidth, List<Series> series) implements Plot {
  private static final int HEIGHT = 320;

  /** Copies the list. */
  public Curves {
    series = List.copyOf(series);
  }

  @Override
  public Map<String, Object> option() {
    return Map.of(
        "xAxis", Map.of("type", "value", "name", measure, "max", "dataMax"),
        "yAxis", Map.of("type", "value"),
        "series", series.stream().map(this::option).toList());
  }

  @Override
  public int height() {
    return HEIGHT;
  }

  private Map<String, Object> option(Series one) {
    return Map.of("type", "line", "name", one.name(), "step", "end", "data", points(one.values()));
  }

  /** The left edge of each bin with its value, and the last bin's right edge. */
  private List<List<Double>> points(List<Double> values) {
    int bins = values.size();
    return Stream.concat(
            IntStream.range(0, bins).mapToObj(bin -> List.of(bin * binWidth, values.get(bin))),
            values.stream().skip(Math.max(0, bins - 1)).map(last -> List.of(bins * binWidth, last)))
        .toList();
  }
}
