package org.mer.evaluation;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.array_compact;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.mer.Polarity;

/**
 * The calibration error of fusion on pairs in which a face stands several times in a draw, each
 * time with another tweet. Where it stands once, most of the error that is measured is chance (see
 * {@link Reliability#calibrationErrorByChance}); more pairs leave less of it. Those of one face are
 * not independent, so there is no interval and no p-value, and accuracies are not taken on them.
 */
final class RepeatedErrors {
  /** The metric. */
  static final String METRIC = "ece_repeated";

  private static final String POLAR = "polar";

  private RepeatedErrors() {}

  /**
   * The errors of emotion on all pairs and of polarity on polar ones, a draw each.
   *
   * @param scores fused pairs, as the table {@code scores} has them
   */
  static List<Measurement> of(Dataset<Row> scores) {
    Column negative = col("polarity_posterior").getField(Polarity.NEGATIVE.label());
    Column positive = col("polarity_posterior").getField(Polarity.POSITIVE.label());
    Column likelier =
        when(positive.gt(negative), Polarity.POSITIVE.label()).otherwise(Polarity.NEGATIVE.label());
    Column ofEmotion =
        judged("all", col("confidence"), col("emotion").equalTo(col("truth_emotion")));
    Column ofPolarity =
        judged(
            POLAR,
            greatest(negative, positive).divide(negative.plus(positive)),
            likelier.equalTo(col("truth_polarity")));
    Column isPolar = col("kind").equalTo(POLAR);
    Map<Group, List<Reliability.Count>> counts =
        scores
            .withColumn(
                "judged", explode(array_compact(array(ofEmotion, when(isPolar, ofPolarity)))))
            .select(
                lit("fusion").as("subject"),
                lit(Judgements.PAIRS).as("dataset"),
                col("part"),
                col("judged.slice"),
                col("pairing_seed"),
                col("judged.bin"),
                col("judged.is_right"),
                col("judged.sureness"))
            .groupBy(Group.columns("bin", "is_right"))
            .agg(count(lit(1)), sum("sureness"))
            .collectAsList()
            .stream()
            .collect(
                Collectors.groupingBy(
                    Group::of,
                    TreeMap::new,
                    Collectors.mapping(RepeatedErrors::counted, Collectors.toList())));
    return counts.entrySet().stream()
        .map(draw -> error(draw.getKey(), Reliability.of(draw.getValue())))
        .toList();
  }

  private static Column judged(String slice, Column confidence, Column isRight) {
    return struct(
        lit(slice).as("slice"),
        Reliability.bin(confidence).as("bin"),
        isRight.as("is_right"),
        confidence.as("sureness"));
  }

  private static Reliability.Count counted(Row row) {
    return new Reliability.Count(
        row.getInt(5), Reliability.Outcome.of(row.getBoolean(6)), row.getLong(7), row.getDouble(8));
  }

  private static Measurement error(Group draw, Reliability reliability) {
    return new Measurement(
        draw,
        METRIC,
        Optional.empty(),
        reliability.expectedCalibrationError(),
        Optional.empty(),
        reliability.total());
  }
}
