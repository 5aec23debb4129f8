package org.mer.page;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * How figures go from step to step: a line a series, and one step that is marked.
 *
 * @param measure what the steps are
 * @param steps their names, in order
 * @param marked name of the step that is marked
 * @param mark what stands at the mark
 * @param series each with a value a step
 */
public record Course(
    String measure, List<String> steps, String marked, String mark, List<Series> series)
    implements Plot {
  private static final int HEIGHT = 320;
  private static final int MOST_SYMBOLS = 40;

  /** Copies the lists. */
  public Course {
    steps = List.copyOf(steps);
    series = List.copyOf(series);
  }

  @Override
  public Map<String, Object> option() {
    return Map.of(
        "xAxis", Map.of("type", "category", "name", measure, "data", steps),
        "yAxis", Map.of("type", "value", "scale", true),
        "series", IntStream.range(0, series.size()).mapToObj(this::option).toList());
  }

  @Override
  public int height() {
    return HEIGHT;
  }

  private Map<String, Object> option(int number) {
    Series one = series.get(number);
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("type", "line");
    line.put("name", one.name());
    line.put("data", one.values());
    line.put("showSymbol", steps.size() <= MOST_SYMBOLS);
    if (number == 0) {
      line.put("markLine", Map.of("data", List.of(Map.of("xAxis", marked, "name", mark))));
    }

    return line;
  }
}
