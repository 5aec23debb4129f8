package org.mer.ingest;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.substring;
import static org.apache.spark.sql.functions.sum;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Why records were rejected. A record that was met again in a later run counts once.
 *
 * @param reason why; empty for all reasons that are too many to be listed
 * @param records how many
 * @param example the first of them, as {@code mer.rejects} has it, shortened
 */
record Rejection(Optional<String> reason, long records, Optional<Example> example) {
  /** Reasons that are listed. */
  static final int LISTED = 20;

  /** Characters of an example. */
  static final int SHOWN = 160;

  /**
   * A rejected record.
   *
   * @param source URI of its file
   * @param rowNumber its row in that file
   * @param raw its first characters, names masked
   */
  record Example(String source, long rowNumber, String raw) {}

  /** The most frequent reasons, and last the others together. */
  static List<Rejection> of(Dataset<Row> rejects, Examples examples) {
    Dataset<Row> byReason =
        rejects
            .groupBy("source", "row_number", "reason")
            .agg(min(substring(col("raw"), 1, SHOWN)).as("raw"))
            .groupBy("reason")
            .agg(
                count(lit(1)).as("records"),
                min(struct(col("source"), col("row_number"), col("raw"))).as("example"))
            .persist();
    try {
      List<Rejection> listed = new ArrayList<>();
      byReason
          .orderBy(col("records").desc(), col("reason"))
          .limit(LISTED)
          .collectAsList()
          .forEach(row -> listed.add(of(row, examples)));
      long all =
          byReason.agg(sum("records")).collectAsList().stream().mapToLong(Rejection::first).sum();
      long others = all - listed.stream().mapToLong(Rejection::records).sum();
      if (others > 0) {
        listed.add(new Rejection(Optional.empty(), others, Optional.empty()));
      }

      return List.copyOf(listed);
    } finally {
      byReason.unpersist(false);
    }
  }

  private static Rejection of(Row row, Examples examples) {
    Row first = row.getStruct(2);
    return new Rejection(
        Optional.of(row.getString(0)),
        row.getLong(1),
        examples == Examples.SHOWN
            ? Optional.of(new Example(first.getString(0), first.getLong(1), first.getString(2)))
            : Optional.empty());
  }

  private static long first(Row row) {
    return row.isNullAt(0) ? 0 : row.getLong(0);
  }
}
