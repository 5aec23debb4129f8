package org.mer.ingest.quality;

import java.util.Arrays;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.NumericType;

/** The columns that a measure may name. */
final class Columns {
  private Columns() {}

  /**
   * Looks whether rows have a column.
   *
   * @throws IllegalArgumentException if they have not
   */
  static void check(String column, Dataset<Row> rows) {
    if (!Arrays.asList(rows.columns()).contains(column)) {
      throw new IllegalArgumentException(
          "there is no column '%s', only %s".formatted(column, String.join(", ", rows.columns())));
    }
  }

  /**
   * Looks whether rows have a column of numbers.
   *
   * @throws IllegalArgumentException if they have not
   */
  static void checkNumeric(String column, Dataset<Row> rows) {
    check(column, rows);
    if (!(rows.schema().apply(column).dataType() instanceof NumericType)) {
      throw new IllegalArgumentException(
          "the column '%s' must hold numbers, cannot be: %s"
              .formatted(column, rows.schema().apply(column).dataType().simpleString()));
    }
  }
}
