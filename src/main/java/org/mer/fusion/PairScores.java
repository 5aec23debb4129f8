package org.mer.fusion;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import java.util.List;
import java.util.Locale;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;
import org.mer.EmotionPolarity;
import org.mer.table.Posteriors;

/**
 * The fused scores of synthetic pairs with their controls: each polar test pair is scored again
 * with its face withheld, with its text withheld, and with surprise divided otherwise. A sound rule
 * gives back the other modality exactly where one is withheld.
 */
public final class PairScores {
  /** The part that fusion is fitted on. */
  public static final String FIT = "pairs-fit";

  /** The part that fusion is judged on. */
  public static final String TEST = "pairs-test";

  private final FusionRule rule;
  private final List<Double> surpriseShares;

  /**
   * Scores of a fitted rule.
   *
   * @param surpriseShares positive shares of surprise for the sensitivity rows, 0 to 1 each
   */
  public PairScores(FusionRule rule, List<Double> surpriseShares) {
    this.rule = rule;
    this.surpriseShares = List.copyOf(surpriseShares);
  }

  /**
   * Pairs with what each modality said alone and with their truth.
   *
   * @param texts rows of {@code text_predictions} of one subject
   * @param faces rows of {@code face_predictions} of one subject
   */
  public static Dataset<Row> withPosteriors(
      Dataset<Row> pairs, Dataset<Row> texts, Dataset<Row> faces) {
    Dataset<Row> said =
        texts.select(
            col("id").as("text_id"),
            col("posterior").as("text_posterior"),
            col("model_version").as("text_model_version"));
    Dataset<Row> shown =
        faces.select(
            col("id").as("face_id"),
            col("posterior").as("face_posterior"),
            col("model_version").as("face_model_version"));
    return pairs
        .join(said, "text_id")
        .join(shown, "face_id")
        .withColumn("id", col("pair_id"))
        .withColumn("truth_emotion", col("face_truth"))
        .withColumn("truth_polarity", EmotionColumns.polarity(col("face_truth")));
  }

  /** Rows of the table {@code scores}, from pairs as {@link #withPosteriors} makes them. */
  public Dataset<Row> of(Dataset<Row> pairs) {
    Dataset<Row> controlled =
        pairs.where(
            col("part")
                .equalTo(TEST)
                .and(col("control").equalTo(SyntheticPairs.NO_CONTROL))
                .and(col("kind").equalTo(PairKind.POLAR.label())));
    FusedScores fused = new FusedScores(rule);
    Dataset<Row> scores =
        fused
            .of(pairs)
            .unionByName(fused.of(withheld(controlled, "face", Posteriors.EMOTIONS)))
            .unionByName(fused.of(withheld(controlled, "text", Posteriors.POLARITIES)));
    for (double share : surpriseShares) {
      String control = String.format(Locale.ROOT, "surprise:positive=%.2f", share);
      FusionRule other = rule.withMapping(new EmotionPolarity(share));
      scores =
          scores.unionByName(
              new FusedScores(other).of(controlled.withColumn("control", lit(control))));
    }

    return scores;
  }

  private static Dataset<Row> withheld(Dataset<Row> pairs, String modality, StructType type) {
    Column nothing = lit(null);
    return pairs
        .withColumn("control", lit(modality + "-prior"))
        .withColumn(modality + "_posterior", nothing.cast(type))
        .withColumn(modality + "_model_version", nothing.cast("string"));
  }
}
