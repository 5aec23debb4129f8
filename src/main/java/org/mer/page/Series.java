package org.mer.page;

import java.util.List;

/**
 * One of several kinds of figure in a plot.
 *
 * @param name as the legend has it
 * @param values one a category or bin
 */
public record Series(String name, List<Double> values) {
  /** Copies the list. */
  public Series {
    values = List.copyOf(values);
  }
}
