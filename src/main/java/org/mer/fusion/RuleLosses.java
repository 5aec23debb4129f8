package org.mer.fusion;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.posexplode;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.udf;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.api.java.UDF4;
import org.apache.spark.sql.expressions.UserDefinedFunction;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.mer.Emotion;
import org.mer.Polarity;
import org.mer.table.Posteriors;

/**
 * Judges rules on pairs whose truth is known, all of them in one pass. Probabilities below 1e-12
 * count as 1e-12.
 */
final class RuleLosses {
  private static final double FLOOR = 1e-12;
  private static final StructType JUDGED =
      new StructType()
          .add("polarity_loss", DataTypes.DoubleType)
          .add("polarity_hit", DataTypes.IntegerType)
          .add("emotion_loss", DataTypes.DoubleType)
          .add("emotion_hit", DataTypes.IntegerType);

  private final List<FusionRule> rules;

  RuleLosses(List<FusionRule> rules) {
    this.rules = List.copyOf(rules);
  }

  /**
   * A tally a rule, in their order.
   *
   * @param pairs with text_posterior, face_posterior, truth_polarity and truth_emotion
   */
  List<RuleTally> of(Dataset<Row> pairs) {
    Column judged =
        judgement()
            .apply(
                col("text_posterior"),
                col("face_posterior"),
                col("truth_polarity"),
                col("truth_emotion"));
    RuleTally[] tallies = new RuleTally[rules.size()];
    Arrays.fill(tallies, RuleTally.NONE);
    pairs
        .select(posexplode(judged).as(new String[] {"rule", "judged"}))
        .groupBy("rule")
        .agg(
            count(lit(1)),
            count(col("judged.polarity_loss")),
            sum("judged.polarity_loss"),
            sum("judged.emotion_loss"),
            sum("judged.polarity_hit"),
            sum("judged.emotion_hit"))
        .na()
        .fill(0)
        .collectAsList()
        .forEach(row -> tallies[row.getInt(0)] = tally(row));
    return List.of(tallies);
  }

  private static RuleTally tally(Row row) {
    return new RuleTally(
        row.getLong(1),
        row.getLong(2),
        row.getDouble(3),
        row.getDouble(4),
        row.getLong(5),
        row.getLong(6));
  }

  private UserDefinedFunction judgement() {
    List<FusionRule> judged = rules;
    UDF4<Row, Row, String, String, Row[]> judge =
        (text, face, polarity, emotion) -> {
          Optional<List<Double>> read = Optional.of(Posteriors.list(text));
          Optional<List<Double>> seen = Optional.of(Posteriors.list(face));
          return judged.stream()
              .map(rule -> judgement(rule.fuse(read, seen), polarity, emotion))
              .toArray(Row[]::new);
        };
    return udf(judge, DataTypes.createArrayType(JUDGED, false));
  }

  private static Row judgement(Fused fused, String polarity, String emotion) {
    int shown = Emotion.ofLabel(emotion).orElseThrow().ordinal();
    double emotionLoss = loss(fused.emotions().get(shown));
    int emotionHit = fused.emotion().ordinal() == shown ? 1 : 0;
    double negative = fused.polarities().get(Polarity.NEGATIVE.ordinal());
    double positive = fused.polarities().get(Polarity.POSITIVE.ordinal());
    boolean isPositive = Polarity.POSITIVE.label().equals(polarity);
    if (!isPositive && !Polarity.NEGATIVE.label().equals(polarity)) {
      return RowFactory.create(null, null, emotionLoss, emotionHit);
    }

    double right = isPositive ? positive : negative;
    return RowFactory.create(
        loss(right / Math.max(negative + positive, FLOOR)),
        positive > negative == isPositive ? 1 : 0,
        emotionLoss,
        emotionHit);
  }

  private static double loss(double probability) {
    return -Math.log(Math.max(probability, FLOOR));
  }
}
