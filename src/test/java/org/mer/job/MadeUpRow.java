package org.mer.job;

import java.sql.Timestamp;
import java.util.Arrays;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructField;
import org.mer.table.Table;

/** Rows of tables of which a test cares about a few columns. */
final class MadeUpRow {
  private MadeUpRow() {}

  /** A row with some values, and anything of the right type in its other columns. */
  static Row of(Table table, Map<String, Object> values) {
    return RowFactory.create(
        Arrays.stream(table.schema().fields())
            .map(field -> values.getOrDefault(field.name(), any(field)))
            .toArray());
  }

  private static Object any(StructField field) {
    return switch (field.dataType().typeName()) {
      case "integer" -> 1;
      case "long" -> 1L;
      case "double" -> 1.0;
      case "boolean" -> false;
      case "binary" -> new byte[1];
      case "timestamp" -> new Timestamp(0);
      case "array" -> new Integer[0];
      case "map" -> Map.of();
      default -> "";
    };
  }
}
