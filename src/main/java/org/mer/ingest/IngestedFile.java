package org.mer.ingest;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.countDistinct;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;

/**
 * What became of a file's records, in all runs that ingested it.
 *
 * @param source its URI; empty for all files together that are too many to be named
 * @param files how many files these are
 * @param runs in how many runs they were ingested, added up
 * @param read records read
 * @param kept rows added to the table
 * @param rejected rows set aside
 * @param duplicate rows that were there already
 */
record IngestedFile(
    Optional<String> source,
    long files,
    long runs,
    long read,
    long kept,
    long rejected,
    long duplicate) {
  /** Files that are named; of more, the largest. */
  static final int NAMED = 8;

  /** The files that a job ingested, largest first, those not named last. */
  static List<IngestedFile> of(Dataset<Row> ingests, String job) {
    Dataset<Row> bySource =
        ingests
            .where(col("job").equalTo(job))
            .groupBy("source")
            .agg(
                countDistinct("run_id").as("runs"),
                sum("rows_read").as("read"),
                sum("rows_kept").as("kept"),
                sum("rows_rejected").as("rejected"),
                sum("rows_duplicate").as("duplicate"));
    return bySource
        .withColumn(
            "rank",
            row_number()
                .over(Window.partitionBy(lit(1)).orderBy(col("read").desc(), col("source"))))
        .groupBy(when(col("rank").leq(NAMED), col("source")).as("source"))
        .agg(
            count(lit(1)).as("files"),
            sum("runs"),
            sum("read").as("read"),
            sum("kept"),
            sum("rejected"),
            sum("duplicate"))
        .orderBy(col("source").isNull(), col("read").desc(), col("source"))
        .collectAsList()
        .stream()
        .map(IngestedFile::of)
        .toList();
  }

  /** The last part of its URI, or how many files these are. */
  String name() {
    return source.map(SourceFile::name).orElseGet(() -> files + " other files");
  }

  private static IngestedFile of(Row row) {
    return new IngestedFile(
        Optional.ofNullable(row.getString(0)),
        row.getLong(1),
        row.getLong(2),
        row.getLong(3),
        row.getLong(4),
        row.getLong(5),
        row.getLong(6));
  }
}
