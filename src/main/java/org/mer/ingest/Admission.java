package org.mer.ingest;

import static org.apache.spark.sql.functions.array_contains;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_set;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.least;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.sha2;
import static org.apache.spark.sql.functions.substring;
import static org.apache.spark.sql.functions.when;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;

/**
 * Who a record is, and whether it is new.
 *
 * <p>A record's identity is its content, its label, its part and the number of its occurrence. In a
 * part that stays whole, a file's equal records are numbered 1, 2, ...; elsewhere they are all
 * number 1, and so the same. Of equal records the one in the first row of the first source is kept,
 * unless the table has it already: what is ingested twice adds nothing.
 */
final class Admission {
  private static final int SHA_256 = 256;

  private final RecordFormat format;

  Admission(RecordFormat format) {
    this.format = format;
  }

  /**
   * Decides on records. Shuffles them once, by fingerprint.
   *
   * @param records with {@code source}, {@code row_number} and the format's fields
   * @param table the rows that are there already
   * @return the records with {@code id}, {@code fingerprint}, {@code part}, {@code occurrence},
   *     {@code is_new} and {@code is_contradictory}: whether the content stands under another label
   *     as well, here or in the table
   */
  Dataset<Row> decide(Dataset<Row> records, Dataset<Row> table) {
    Column label = col(format.label());
    Column contentHash = sha2(col(format.content()).cast("binary"), SHA_256);
    Dataset<Row> known =
        table
            .groupBy("fingerprint")
            .agg(
                collect_set("id").as("known_ids"),
                min(label).as("known_first"),
                max(label).as("known_last"));
    WindowSpec inSource =
        Window.partitionBy(col("fingerprint"), label, col("part"), col("source"))
            .orderBy("row_number");
    WindowSpec same =
        Window.partitionBy(col("fingerprint"), label, col("part"), col("occurrence"))
            .orderBy("source", "row_number");
    WindowSpec content = Window.partitionBy("fingerprint");
    return records
        .withColumn("fingerprint", substring(contentHash, 1, 32))
        .withColumn("part", format.part())
        .repartition(col("fingerprint"))
        .join(known, new String[] {"fingerprint"}, "left")
        .withColumn(
            "occurrence", when(format.keepsRepeats(), row_number().over(inSource)).otherwise(1))
        .withColumn(
            "id",
            sha2(
                concat_ws("/", col("fingerprint"), label, col("part"), col("occurrence"))
                    .cast("binary"),
                SHA_256))
        .withColumn(
            "is_new",
            row_number()
                .over(same)
                .equalTo(1)
                .and(not(coalesce(array_contains(col("known_ids"), col("id")), lit(false)))))
        .withColumn(
            "is_contradictory",
            not(
                least(min(label).over(content), col("known_first"))
                    .equalTo(greatest(max(label).over(content), col("known_last")))))
        .drop("known_ids", "known_first", "known_last");
  }
}
