package org.mer.table;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.BooleanType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DoubleType;
import org.apache.spark.sql.types.IntegerType;
import org.apache.spark.sql.types.LongType;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.types.TimestampType;

/** Rows of tables of which a test names only the columns that it is about. */
public final class MadeUpRows {
  private final Lake lake;

  /** Rows of the tables of a lake. */
  public MadeUpRows(Lake lake) {
    this.lake = lake;
  }

  /** Adds rows: what they do not name is empty, zero or false. */
  public void add(Table table, List<Map<String, Object>> rows) {
    try (Publication publication = lake.publication("made-up")) {
      publication.append(table, of(table, rows));
      publication.publish();
    }
  }

  /** Rows of a table, added nowhere. */
  Dataset<Row> of(Table table, List<Map<String, Object>> rows) {
    return lake.spark()
        .createDataFrame(rows.stream().map(row -> row(table, row)).toList(), table.schema());
  }

  private static Row row(Table table, Map<String, Object> given) {
    List<String> names = table.columns().stream().map(Column::name).toList();
    given.keySet().stream()
        .filter(name -> !names.contains(name))
        .findFirst()
        .ifPresent(
            name -> {
              throw new IllegalArgumentException(table.fullName() + " has no column " + name);
            });
    return RowFactory.create(
        table.columns().stream()
            .map(
                column ->
                    given.containsKey(column.name()) ? given.get(column.name()) : nothing(column))
            .toArray());
  }

  private static Object nothing(Column column) {
    return column.nullable() ? null : nothing(column.type());
  }

  private static Object nothing(DataType type) {
    if (type instanceof StringType) {
      return "";
    } else if (type instanceof DoubleType) {
      return 0.0;
    } else if (type instanceof LongType) {
      return 0L;
    } else if (type instanceof IntegerType) {
      return 0;
    } else if (type instanceof BooleanType) {
      return false;
    } else if (type instanceof MapType) {
      return Map.of();
    } else if (type instanceof TimestampType) {
      return Timestamp.from(Instant.EPOCH);
    } else if (type instanceof StructType struct) {
      return RowFactory.create(
          Stream.of(struct.fields()).map(field -> nothing(field.dataType())).toArray());
    }

    throw new IllegalArgumentException("nothing stands for no value of " + type);
  }
}
