package org.mer.evaluation;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.floor;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.least;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Precision and recall of the main subjects, class by class, draws summed: rows are counted by
 * their probability where they are, and up to 100 counts a class come to the driver.
 */
final class PrecisionRecalls {
  private PrecisionRecalls() {}

  static SortedMap<Group, SortedMap<String, PrecisionRecall>> of(Dataset<Row> judgements) {
    int bins = PrecisionRecall.THRESHOLDS;
    Column bin = greatest(least(floor(col("score").multiply(bins)), lit(bins - 1)), lit(0));
    Column isResultOfMain = not(col("subject").contains("/")).and(not(col("slice").contains(":")));
    SortedMap<Group, SortedMap<String, Counts>> counts = new TreeMap<>();
    for (Row row :
        judgements
            .where(col("posterior").isNotNull().and(isResultOfMain))
            .withColumn("pairing_seed", lit(null).cast("int"))
            .select(
                Group.columnsWith(
                    col("truth"), explode(col("posterior")).as(new String[] {"class", "score"})))
            .withColumn("bin", bin.cast("int"))
            .groupBy(Group.columns("class", "bin"))
            .agg(sum(when(col("truth").equalTo(col("class")), 1L).otherwise(0L)), count(lit(1)))
            .collectAsList()) {
      Counts ofClass =
          counts
              .computeIfAbsent(Group.of(row), group -> new TreeMap<>())
              .computeIfAbsent(row.getString(5), name -> Counts.none());
      ofClass.positives()[row.getInt(6)] = row.getLong(7);
      ofClass.rows()[row.getInt(6)] = row.getLong(8);
    }

    SortedMap<Group, SortedMap<String, PrecisionRecall>> curves = new TreeMap<>();
    counts.forEach((group, classes) -> curves.put(group, curves(classes)));
    return curves;
  }

  private static SortedMap<String, PrecisionRecall> curves(SortedMap<String, Counts> classes) {
    SortedMap<String, PrecisionRecall> curves = new TreeMap<>();
    classes.forEach(
        (name, counts) -> {
          PrecisionRecall curve = PrecisionRecall.of(counts.positives(), counts.rows());
          if (curve.isTold()) {
            curves.put(name, curve);
          }
        });
    return curves;
  }

  /** Rows of a class and all rows, by bin. */
  @SuppressWarnings("ArrayRecordComponent") // filled here and seen by nobody else
  private record Counts(long[] positives, long[] rows) {
    private static Counts none() {
      return new Counts(new long[PrecisionRecall.THRESHOLDS], new long[PrecisionRecall.THRESHOLDS]);
    }
  }
}
