package org.mer.evaluation;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.substring_index;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * McNemar's test of every subject against the main one of its data, on the same rows: text, face,
 * and of pairs fusion. Joins the judgements with those of the main subjects.
 */
final class Comparisons {
  private Comparisons() {}

  static List<Measurement> of(Dataset<Row> judgements) {
    Column main =
        when(col("dataset").equalTo(Judgements.PAIRS), "fusion")
            .otherwise(substring_index(col("subject"), "/", 1));
    Dataset<Row> marked =
        judgements
            .withColumn("right", col("predicted").equalTo(col("truth")))
            .withColumn("is_main", col("subject").equalTo(main));
    Dataset<Row> mains =
        marked
            .where(col("is_main"))
            .select(
                col("id"),
                col("dataset"),
                col("part"),
                col("slice"),
                coalesce(col("pairing_seed"), lit(0)).as("draw"),
                col("subject").as("main"),
                col("right").as("main_right"));
    List<Row> counts =
        marked
            .where(not(col("is_main")))
            .withColumn("draw", coalesce(col("pairing_seed"), lit(0)))
            .join(mains, new String[] {"id", "dataset", "part", "slice", "draw"})
            .groupBy(Group.columns("main"))
            .agg(
                sum(when(col("right").and(not(col("main_right"))), 1L).otherwise(0L)),
                sum(when(col("main_right").and(not(col("right"))), 1L).otherwise(0L)),
                count(lit(1)))
            .collectAsList();
    return counts.stream()
        .map(
            row ->
                new Measurement(
                    Group.of(row),
                    McNemar.METRIC,
                    Optional.of(row.getString(5)),
                    McNemar.probability(row.getLong(6), row.getLong(7)),
                    Optional.empty(),
                    row.getLong(8)))
        .toList();
  }
}
