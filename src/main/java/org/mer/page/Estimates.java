package org.mer.page;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Estimates from left to right, each a point with a whisker from the low to the high end of its
 * interval: one group a category, one point a kind. The axis begins near the lowest of them.
 *
 * @param categories from the top down
 * @param kinds each with an estimate a category
 */
public record Estimates(List<String> categories, List<Kind> kinds) implements Plot {
  private static final int HEAD = 80;
  private static final int LANE = 18;
  private static final int GAP = 12;

  /** Copies the lists. */
  public Estimates {
    categories = List.copyOf(categories);
    kinds = List.copyOf(kinds);
  }

  /**
   * An estimate; without an interval its ends are the value.
   *
   * @param value the point
   * @param low where the whisker begins
   * @param high where it ends
   */
  public record Estimate(double value, double low, double high) {}

  /**
   * Estimates of one figure.
   *
   * @param name as the legend has it
   * @param estimates one a category
   */
  public record Kind(String name, List<Estimate> estimates) {
    /** Copies the list. */
    public Kind {
      estimates = List.copyOf(estimates);
    }

    private Map<String, Object> option() {
      return Map.of(
          "type",
          "custom",
          "name",
          name,
          "data",
          IntStream.range(0, estimates.size()).mapToObj(this::point).toList());
    }

    private List<Number> point(int category) {
      Estimate one = estimates.get(category);
      return List.of(one.value(), category, one.low(), one.high());
    }
  }

  @Override
  public Map<String, Object> option() {
    return Map.of(
        "xAxis", Map.of("type", "value", "scale", true),
        "yAxis", Map.of("type", "category", "inverse", true, "data", categories),
        "series", kinds.stream().map(Kind::option).toList());
  }

  @Override
  public int height() {
    return HEAD + categories.size() * (kinds.size() * LANE + GAP);
  }
}
