package org.mer.evaluation;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.least;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.log;
import static org.apache.spark.sql.functions.round;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;

/**
 * ROC AUC of every group and class by ranks (Mann and Whitney 1947): rows are counted by their
 * score where they are, and each score is set against the rows of other classes that score lower.
 */
final class Rankings {
  /**
   * Scores are ranked by their log-odds to this many digits, finer than any difference that
   * matters.
   */
  private static final int LOG_ODDS_DIGITS = 3;

  private static final double FLOOR = 1e-12;

  private Rankings() {}

  static List<Measurement> of(Dataset<Row> judgements) {
    Column bounded = least(greatest(col("score"), lit(FLOOR)), lit(1 - FLOOR));
    Column logOdds = round(log(bounded.divide(lit(1.0).minus(bounded))), LOG_ODDS_DIGITS);
    WindowSpec below =
        Window.partitionBy(Group.columns("class"))
            .orderBy("log_odds")
            .rowsBetween(Window.unboundedPreceding(), -1);
    Column outranked =
        coalesce(sum("negatives").over(below), lit(0L)).plus(col("negatives").divide(2));
    Column isClass = col("truth").equalTo(col("class"));
    List<Row> areas =
        judgements
            .where(col("posterior").isNotNull())
            .select(
                Group.columnsWith(
                    col("truth"), explode(col("posterior")).as(new String[] {"class", "score"})))
            .withColumn("log_odds", logOdds)
            .groupBy(Group.columns("class", "log_odds"))
            .agg(
                sum(when(isClass, 1L).otherwise(0L)).as("positives"),
                sum(when(isClass, 0L).otherwise(1L)).as("negatives"))
            .withColumn("outranked", outranked)
            .groupBy(Group.columns("class"))
            .agg(
                sum(col("positives").multiply(col("outranked"))),
                sum("positives"),
                sum("negatives"))
            .collectAsList();
    Map<Group, Map<String, Ranking>> rankings = new TreeMap<>();
    for (Row row : areas) {
      long positives = row.getLong(7);
      long negatives = row.getLong(8);
      if (positives > 0 && negatives > 0) {
        double area = row.getDouble(6) / ((double) positives * negatives);
        rankings
            .computeIfAbsent(Group.of(row), group -> new TreeMap<>())
            .put(row.getString(5), new Ranking(area, positives, negatives));
      }
    }

    List<Measurement> measurements = new ArrayList<>();
    rankings.forEach((group, classes) -> measurements.addAll(areas(group, classes)));
    return measurements;
  }

  /** The areas and their mean, whose error is the mean error: the classes share their rows. */
  private static List<Measurement> areas(Group group, Map<String, Ranking> classes) {
    List<Measurement> measurements = new ArrayList<>();
    classes.forEach(
        (name, one) ->
            measurements.add(
                Measurement.ofClass(
                    group, "roc_auc", name, one.area(), one.interval(), one.positives())));
    double mean = classes.values().stream().mapToDouble(Ranking::area).average().orElseThrow();
    double error =
        classes.values().stream().mapToDouble(Ranking::standardError).average().orElseThrow();
    long n =
        classes.values().stream()
            .mapToLong(one -> one.positives() + one.negatives())
            .max()
            .orElseThrow();
    measurements.add(
        Measurement.whole(
            group, "macro_roc_auc", mean, Interval.normal(mean, error).within(0, 1), n));
    return measurements;
  }
}
