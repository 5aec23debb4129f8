package org.mer.ingest.quality;

import com.amazon.deequ.analyzers.Compliance;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import scala.Option;
import scala.collection.immutable.List$;

/** SQL predicates over the columns of a table. */
final class Predicates {
  private Predicates() {}

  /** The share of rows for which a predicate is true; where it is null it is not true. */
  static Compliance share(String predicate, RowFilter filter) {
    return new Compliance(
        predicate,
        "coalesce((%s), false)".formatted(predicate),
        filter.option(),
        List$.MODULE$.empty(),
        Option.empty());
  }

  /**
   * Has Spark analyse a predicate.
   *
   * @throws IllegalArgumentException if it is none over these rows
   */
  static void check(String predicate, Dataset<Row> rows) {
    try {
      rows.where(predicate);
    } catch (Exception e) { // Spark throws AnalysisException, which it does not declare
      throw new IllegalArgumentException(
          "'%s' is no predicate over the columns %s: %s"
              .formatted(predicate, String.join(", ", rows.columns()), complaint(e)),
          e);
    }
  }

  private static String complaint(Exception thrown) {
    return String.valueOf(thrown.getMessage())
        .lines()
        .filter(line -> !line.isBlank())
        .findFirst()
        .orElse("it cannot be analysed")
        .replaceFirst("^\\[[A-Z0-9_.]+] ", "")
        .replaceFirst("[;.\\s]+line \\d+,? pos \\d+.*$", "")
        .replaceFirst("[;.\\s]+$", "");
  }
}
