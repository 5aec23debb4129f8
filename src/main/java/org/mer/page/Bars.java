package org.mer.page;

import java.util.List;
import java.util.Map;

/**
 * Bars from left to right, so that their names have room on a narrow screen: one group of bars a
 * category, one bar a series. A single series has its figures at the bars' ends and no legend.
 *
 * @param categories from the top down
 * @param series each with a value a category
 */
public record Bars(List<String> categories, List<Series> series) implements Plot {
  private static final int HEAD = 70;
  private static final int BAR = 15;
  private static final int GAP = 12;

  /** Copies the lists. */
  public Bars {
    categories = List.copyOf(categories);
    series = List.copyOf(series);
  }

  @Override
  public Map<String, Object> option() {
    return Map.of(
        "xAxis", Map.of("type", "value"),
        "yAxis", Map.of("type", "category", "inverse", true, "data", categories),
        "series", series.stream().map(Bars::option).toList());
  }

  @Override
  public int height() {
    return HEAD + categories.size() * (series.size() * BAR + GAP);
  }

  private static Map<String, Object> option(Series series) {
    return Map.of("type", "bar", "name", series.name(), "data", series.values());
  }
}
