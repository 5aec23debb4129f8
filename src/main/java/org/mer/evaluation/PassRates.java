package org.mer.evaluation;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;
import org.mer.table.Lake;
import org.mer.table.Table;

/**
 * How many behavioural cases each text model passed: of all, by capability and by kind, with
 * Wilson's interval. None where the run has no such rows, as older ones have not. The cases are no
 * sample of anything, so an interval says how much the number of cases can tell, not how the model
 * does on tweets.
 */
final class PassRates {
  static final String METRIC = "pass_rate";

  /** The name of the data and of their only part. */
  static final String DATASET = "behaviour";

  private PassRates() {}

  static List<Measurement> of(Lake lake, String fuseRunId) {
    Column slices = array(lit("all"), condition("capability"), condition("kind"));
    return lake
        .read(Table.BEHAVIOUR)
        .where(col("run_id").equalTo(fuseRunId))
        .withColumn("dataset", lit(DATASET))
        .withColumn("part", lit(DATASET))
        .withColumn("slice", explode(slices))
        .withColumn("pairing_seed", lit(null).cast("int"))
        .groupBy(Group.columns())
        .agg(sum(when(col("passed"), 1L).otherwise(0L)), count(lit(1)))
        .collectAsList()
        .stream()
        .map(row -> rate(Group.of(row), row))
        .toList();
  }

  private static Column condition(String column) {
    return concat(lit(column + "="), col(column));
  }

  private static Measurement rate(Group group, Row row) {
    long passed = row.getLong(5);
    long n = row.getLong(6);
    return Measurement.whole(group, METRIC, (double) passed / n, Interval.wilson(passed, n), n);
  }
}
