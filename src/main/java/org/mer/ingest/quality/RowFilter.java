package org.mer.ingest.quality;

import com.amazon.deequ.analyzers.Size;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import scala.Option;

/**
 * Which of the new rows a measure is taken over.
 *
 * @param condition an SQL predicate; empty for all rows
 */
public record RowFilter(Optional<String> condition) {
  /** All new rows. */
  public static RowFilter all() {
    return new RowFilter(Optional.empty());
  }

  /** The new rows for which an SQL predicate is true. */
  public static RowFilter where(String condition) {
    return new RowFilter(Optional.of(condition));
  }

  /** An expression with this filter behind it. */
  String after(String expression) {
    return expression + condition.map(text -> " WHERE " + text).orElse("");
  }

  Size size() {
    return new Size(option());
  }

  Option<String> option() {
    return Option.apply(condition.orElse(null));
  }

  void check(Dataset<Row> rows) {
    condition.ifPresent(text -> Predicates.check(text, rows));
  }
}
