package org.mer.ingest;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;

import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * How many rows of a part have a label.
 *
 * @param part the part
 * @param label the label
 * @param rows how many
 */
record LabelCount(String part, String label, long rows) {
  /** Counts the rows of a table by part and a label column. */
  static List<LabelCount> of(Dataset<Row> rows, String label) {
    return rows
        .groupBy(col("part"), col(label))
        .agg(count(lit(1)).as("rows"))
        .orderBy("part", label)
        .collectAsList()
        .stream()
        .map(row -> new LabelCount(row.getString(0), row.getString(1), row.getLong(2)))
        .toList();
  }
}
