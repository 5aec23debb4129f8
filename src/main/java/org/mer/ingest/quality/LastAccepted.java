package org.mer.ingest.quality;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.max_by;
import static org.apache.spark.sql.functions.struct;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.apache.spark.sql.Row;
import org.mer.table.Lake;
import org.mer.table.Table;

/**
 * What each constraint found in the last ingest of a table that was accepted and had rows enough.
 * Figures of refused ingests are not among them.
 */
public final class LastAccepted {
  private final Map<Key, Value> values;

  private LastAccepted(Map<Key, Value> values) {
    this.values = Map.copyOf(values);
  }

  private record Key(String name, String kind, Optional<String> expression) {}

  /**
   * What a constraint found.
   *
   * @param value the figure, where there is one
   * @param histogram rows by bin, where the measure has bins; else empty
   */
  record Value(OptionalDouble value, Map<String, Long> histogram) {}

  /** Nothing, as before the first ingest. */
  public static LastAccepted none() {
    return new LastAccepted(Map.of());
  }

  /** Reads them from {@code mer.data_quality}. */
  public static LastAccepted of(Lake lake, Table table) {
    Map<Key, Value> values = new HashMap<>();
    if (lake.isEmpty(Table.DATA_QUALITY)) {
      return none();
    }

    lake.read(Table.DATA_QUALITY)
        .where(col("table_name").equalTo(table.fullName()).and(col("is_reference")))
        .groupBy("constraint_name", "measure", "expression")
        .agg(max_by(struct("value", "histogram"), struct("judged_at", "run_id")).as("last"))
        .collectAsList()
        .forEach(row -> values.put(key(row), value(row.getStruct(3))));
    return new LastAccepted(values);
  }

  /**
   * What a constraint found. Nothing if it measured something else then: its name may have been
   * given to another measure since.
   */
  Optional<Value> of(Constraint constraint) {
    Measure measure = constraint.measure();
    return Optional.ofNullable(
        values.get(new Key(constraint.name(), measure.kind(), measure.expression())));
  }

  private static Key key(Row row) {
    return new Key(row.getString(0), row.getString(1), Optional.ofNullable(row.getString(2)));
  }

  private static Value value(Row last) {
    return new Value(
        last.isNullAt(0) ? OptionalDouble.empty() : OptionalDouble.of(last.getDouble(0)),
        last.isNullAt(1) ? Map.of() : Map.copyOf(last.<String, Long>getJavaMap(1)));
  }
}
