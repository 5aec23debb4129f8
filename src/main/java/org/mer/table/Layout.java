package org.mer.table;

import java.util.List;

/**
 * How rows lie in files that were put together: neighbours in time share a file, in which they are
 * sorted, so that a filter on either reads little.
 *
 * @param time the column that tells when a row was made
 * @param order the columns that the rows of a file are sorted by
 */
record Layout(String time, List<String> order) {
  /** The order is copied. */
  Layout {
    order = List.copyOf(order);
  }
}
