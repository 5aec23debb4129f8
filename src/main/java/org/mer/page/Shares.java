package org.mer.page;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * One share against another, both from 0 to 1: a line a trace, and a diagonal where it means
 * something.
 *
 * @param across what is on the horizontal axis
 * @param up what is on the vertical one
 * @param traces the lines
 * @param diagonal what stands at the line of equal shares; without it there is none
 */
public record Shares(String across, String up, List<Trace> traces, Optional<String> diagonal)
    implements Plot {
  private static final int HEIGHT = 380;
  private static final int MOST_SYMBOLS = 20;

  /** Copies the list. */
  public Shares {
    traces = List.copyOf(traces);
  }

  /**
   * A line.
   *
   * @param name as the legend has it
   * @param points in order
   */
  public record Trace(String name, List<Point> points) {
    /** Copies the list. */
    public Trace {
      points = List.copyOf(points);
    }
  }

  /** A point, each share 0 to 1. */
  public record Point(double across, double up) {}

  @Override
  public Map<String, Object> option() {
    return Map.of(
        "xAxis", axis(across),
        "yAxis", axis(up),
        "series", IntStream.range(0, traces.size()).mapToObj(this::option).toList());
  }

  @Override
  public int height() {
    return HEIGHT;
  }

  private static Map<String, Object> axis(String name) {
    return Map.of("type", "value", "name", name, "min", 0, "max", 1);
  }

  private Map<String, Object> option(int number) {
    Trace one = traces.get(number);
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("type", "line");
    line.put("name", one.name());
    line.put(
        "data", one.points().stream().map(point -> List.of(point.across(), point.up())).toList());
    line.put("showSymbol", one.points().size() <= MOST_SYMBOLS);
    if (number == 0 && diagonal.isPresent()) {
      List<Map<String, Object>> ends =
          List.of(
              Map.of("coord", List.of(0, 0), "name", diagonal.get()),
              Map.of("coord", List.of(1, 1)));
      line.put("markLine", Map.of("data", List.of(ends)));
    }

    return line;
  }
}
