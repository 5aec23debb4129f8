package org.mer.evaluation;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The models of a run against those of an earlier one, on the rows that both predicted: how much
 * the accuracy changed, and McNemar's test of it. Joins the judgements of both runs by id.
 */
final class Earlier {
  /** Its metric of the change. */
  static final String CHANGE = "accuracy_change";

  private Earlier() {}

  /** What stands in a measurement's class for a subject of an earlier run. */
  static String named(String subject, String run) {
    return subject + "@" + run;
  }

  static List<Measurement> of(Judgements now, Judgements then, String earlierRun) {
    Dataset<Row> before =
        then.ofModels()
            .select(
                col("id"),
                col("subject"),
                col("dataset"),
                col("part"),
                col("slice"),
                col("predicted").equalTo(col("truth")).as("was_right"));
    return now
        .ofModels()
        .withColumn("right", col("predicted").equalTo(col("truth")))
        .join(before, new String[] {"id", "subject", "dataset", "part", "slice"})
        .groupBy(Group.columns())
        .agg(
            sum(when(col("right").and(not(col("was_right"))), 1L).otherwise(0L)),
            sum(when(col("was_right").and(not(col("right"))), 1L).otherwise(0L)),
            count(lit(1)))
        .collectAsList()
        .stream()
        .flatMap(row -> compared(row, earlierRun))
        .toList();
  }

  private static Stream<Measurement> compared(Row row, String earlierRun) {
    Group group = Group.of(row);
    Optional<String> other = Optional.of(named(group.subject(), earlierRun));
    long gained = row.getLong(5);
    long lost = row.getLong(6);
    long n = row.getLong(7);
    double change = (double) (gained - lost) / n;
    double variance = ((double) (gained + lost) / n - change * change) / n;
    return Stream.of(
        new Measurement(
            group,
            CHANGE,
            other,
            change,
            Optional.of(Interval.normal(change, Math.sqrt(Math.max(0, variance))).within(-1, 1)),
            n),
        new Measurement(
            group, McNemar.METRIC, other, McNemar.probability(gained, lost), Optional.empty(), n));
  }
}
