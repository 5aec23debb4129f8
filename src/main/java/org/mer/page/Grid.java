package org.mer.page;

import java.util.List;
import java.util.Map;

/**
 * A table.
 *
 * @param caption what it shows
 * @param columns their heads, from that of the lines' heads on
 * @param lines its lines, in order
 */
public record Grid(String caption, List<String> columns, List<Line> lines) {
  /** Copies the lists. */
  public Grid {
    columns = List.copyOf(columns);
    lines = List.copyOf(lines);
  }

  /**
   * A line.
   *
   * @param head what it is about
   * @param cells the figures, as the reader sees them
   */
  public record Line(String head, List<String> cells) {
    /** Copies the list. */
    public Line {
      cells = List.copyOf(cells);
    }

    /** A line of figures. */
    public static Line of(String head, String... cells) {
      return new Line(head, List.of(cells));
    }

    /** A line for each name and its value. */
    public static List<Line> of(Map<String, String> values) {
      return values.entrySet().stream().map(one -> of(one.getKey(), one.getValue())).toList();
    }
  }
}
