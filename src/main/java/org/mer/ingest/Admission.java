package org.mer.ingest;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.lag;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.udf;
import static org.apache.spark.sql.functions.when;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;
import org.apache.spark.sql.types.DataTypes;

/**
 * Who a record is, and whether it is new.
 *
 * <p>A record's identity is its content, its label, its part and the number of its occurrence. In a
 * part that stays whole, a file's equal records are numbered 1, 2, ...; elsewhere they are all
 * number 1, and so the same. Of equal records the one in the first row of the first source is kept,
 * unless the table has it already: what is ingested twice adds nothing.
 *
 * <p>Records are shuffled and sorted once, by fingerprint; every window below needs that one order.
 */
final class Admission {
  private static final int TABLE = -1;

  private final RecordFormat format;
  private final PartitionTally<DecisionCounts> tally = new PartitionTally<>();

  Admission(SparkSession spark, RecordFormat format) {
    this.format = format;
    spark.sparkContext().register(tally, "records decided on");
  }

  /**
   * The records that are new; lazily.
   *
   * @param records with {@link Records#PROVENANCE} and the format's fields
   * @param table the rows that are there already
   * @return the new records with {@code id}, {@code part}, {@code occurrence}, {@code
   *     is_contradictory}: whether the content stands under another label as well, and {@code
   *     is_across_parts}: whether it stands in another part as well; here or in the table
   */
  Dataset<Row> admit(Dataset<Row> records, Dataset<Row> table) {
    Dataset<Row> identified = records.withColumn("part", format.part());
    Dataset<Row> all = table.isEmpty() ? identified : identified.unionByName(known(table), true);
    Column isAdmitted =
        udf(new DecisionFilter(tally), DataTypes.BooleanType)
            .asNondeterministic()
            .apply(col("source_index"), col("is_new"), col("is_contradictory"));
    return decided(all).where(isAdmitted).withColumn("id", id()).drop("is_new");
  }

  /** What became of a source's records; known once all that {@link #admit} gave were written. */
  DecisionCounts counts(int source) {
    return tally.total(source, DecisionCounts.NONE, DecisionCounts::plus);
  }

  private Dataset<Row> decided(Dataset<Row> all) {
    Column label = col(format.label());
    WindowSpec content =
        Window.partitionBy("fingerprint")
            .orderBy(label, col("part"), col("source_index"), col("row_number"));
    WindowSpec wholeContent =
        content.rowsBetween(Window.unboundedPreceding(), Window.unboundedFollowing());
    Column isFirst =
        not(
            lag(label, 1)
                .over(content)
                .eqNullSafe(label)
                .and(lag("part", 1).over(content).eqNullSafe(col("part"))));
    Dataset<Row> compared =
        all.repartition(col("fingerprint"))
            .select(
                col("*"),
                isFirst.as("is_new"),
                not(min(label).over(wholeContent).equalTo(max(label).over(wholeContent)))
                    .as("is_contradictory"),
                not(min("part").over(wholeContent).equalTo(max("part").over(wholeContent)))
                    .as("is_across_parts"));
    return format.mayRepeat() ? numbered(compared) : compared.withColumn("occurrence", lit(1));
  }

  /** Numbers the records of parts that stay whole; new is what no earlier source had as often. */
  private Dataset<Row> numbered(Dataset<Row> compared) {
    Column label = col(format.label());
    WindowSpec inSource =
        Window.partitionBy(col("fingerprint"), label, col("part"), col("source_index"))
            .orderBy("row_number");
    WindowSpec earlierSources =
        Window.partitionBy(col("fingerprint"), label, col("part"))
            .orderBy("source_index")
            .rangeBetween(Window.unboundedPreceding(), -1);
    return compared
        .withColumn(
            "occurrence",
            when(col("source_index").equalTo(TABLE), col("row_number").cast(DataTypes.IntegerType))
                .when(format.keepsRepeats(), row_number().over(inSource))
                .otherwise(1))
        .withColumn("had_before", coalesce(max("occurrence").over(earlierSources), lit(0)))
        .withColumn(
            "is_new",
            when(format.keepsRepeats(), col("occurrence").gt(col("had_before")))
                .otherwise(col("is_new")))
        .drop("had_before");
  }

  /** The table's rows, in front of all sources. */
  private Dataset<Row> known(Dataset<Row> table) {
    return table.select(
        lit(TABLE).as("source_index"),
        col("occurrence").cast(DataTypes.LongType).as("row_number"),
        col("fingerprint"),
        col(format.label()),
        col("part"));
  }

  private Column id() {
    return concat_ws("-", col("fingerprint"), col(format.label()), col("part"), col("occurrence"));
  }
}
