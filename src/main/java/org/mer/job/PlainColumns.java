package org.mer.job;

import java.util.Map;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.BinaryType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.types.TimestampType;

/** Rows as plain text: what a CSV file can hold of them. */
final class PlainColumns {
  private static final String ISO_8601 = "yyyy-MM-dd'T'HH:mm:ss.SSSSSSXXX";
  private static final Map<String, String> JSON =
      Map.of("ignoreNullFields", "false", "timestampFormat", ISO_8601);

  private PlainColumns() {}

  /**
   * Every column as a string: structs, arrays and maps as JSON, binary as base64, timestamps as ISO
   * 8601 in the session's time zone; null stays null. Columns may share a name.
   */
  static Dataset<Row> of(Dataset<Row> rows) {
    return rows.toDF(numbers(rows)).select(columns(rows, PlainColumns::plain));
  }

  /** One column a row: the row as an object of JSON, nulls included. */
  static Dataset<Row> json(Dataset<Row> rows) {
    Column object = functions.struct(columns(rows, (column, type) -> column));
    return rows.toDF(numbers(rows)).select(functions.to_json(object, JSON).as("json"));
  }

  /** Names for columns that may share one. */
  private static String[] numbers(Dataset<Row> rows) {
    return IntStream.range(0, rows.columns().length).mapToObj(i -> "c" + i).toArray(String[]::new);
  }

  private static Column[] columns(Dataset<Row> rows, BiFunction<Column, DataType, Column> change) {
    StructField[] fields = rows.schema().fields();
    String[] numbers = numbers(rows);
    return IntStream.range(0, fields.length)
        .mapToObj(
            i -> change.apply(functions.col(numbers[i]), fields[i].dataType()).as(fields[i].name()))
        .toArray(Column[]::new);
  }

  private static Column plain(Column column, DataType type) {
    if (type instanceof StructType || type instanceof ArrayType || type instanceof MapType) {
      return functions.to_json(column, JSON);
    }

    if (type instanceof BinaryType) {
      return functions.base64(column);
    }

    return type instanceof TimestampType
        ? functions.date_format(column, ISO_8601)
        : column.cast("string");
  }
}
