package org.mer.fusion;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.udf;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.api.java.UDF2;
import org.apache.spark.sql.expressions.UserDefinedFunction;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.mer.Emotion;
import org.mer.Polarity;
import org.mer.table.Posteriors;

/** Applies a fusion rule to rows. */
public final class FusedScores {
  private static final StructType FUSED =
      new StructType()
          .add("posterior", Posteriors.EMOTIONS, false)
          .add("polarity_posterior", Posteriors.POLARITIES, false)
          .add("emotion", DataTypes.StringType, false)
          .add("confidence", DataTypes.DoubleType, false)
          .add("polarity", DataTypes.StringType, false);

  private final FusionRule rule;

  /** Scores of a rule. */
  public FusedScores(FusionRule rule) {
    this.rule = rule;
  }

  /**
   * Fuses rows where they are.
   *
   * @param rows with {@code text_posterior} and {@code face_posterior}, one of which may be null
   * @return the rows with posterior, polarity_posterior, emotion, polarity, confidence,
   *     is_conflicting and what made them, as the table {@code scores} holds them
   */
  public Dataset<Row> of(Dataset<Row> rows) {
    Map<String, Column> columns = new LinkedHashMap<>();
    for (String name : FUSED.fieldNames()) {
      columns.put(name, col("fused").getField(name));
    }

    columns.put("is_conflicting", conflict());
    columns.put("rule", lit(rule.name()));
    columns.put("text_weight", lit(rule.textWeight()));
    columns.put("mapping_version", lit(rule.mapping().version()));
    columns.put("surprise_positive", lit(rule.mapping().positiveSurprise()));
    return rows.withColumn("fused", fusion().apply(col("text_posterior"), col("face_posterior")))
        .withColumns(columns)
        .drop("fused");
  }

  private UserDefinedFunction fusion() {
    FusionRule applied = rule;
    UDF2<Row, Row, Row> fuse =
        (text, face) -> {
          Fused fused = applied.fuse(probabilities(text), probabilities(face));
          return RowFactory.create(
              row(fused.emotions()),
              row(fused.polarities()),
              fused.emotion().label(),
              fused.confidence(),
              fused.polarity().label());
        };
    return udf(fuse, FUSED);
  }

  /** Whether the face alone leans to the other polarity than the text alone. */
  private Column conflict() {
    Column face = lit(0);
    for (String emotion : Posteriors.EMOTIONS.fieldNames()) {
      face = face.plus(col("face_posterior").getField(emotion).multiply(lean(emotion)));
    }

    Column text =
        col("text_posterior")
            .getField(Polarity.POSITIVE.label())
            .minus(col("text_posterior").getField(Polarity.NEGATIVE.label()));
    return face.multiply(text).lt(0);
  }

  private double lean(String label) {
    return Emotion.ofLabel(label)
        .map(
            emotion ->
                rule.mapping().share(emotion, Polarity.POSITIVE)
                    - rule.mapping().share(emotion, Polarity.NEGATIVE))
        .orElseThrow();
  }

  private static Optional<List<Double>> probabilities(Row struct) {
    return Optional.ofNullable(struct).map(Posteriors::list);
  }

  private static Row row(List<Double> probabilities) {
    return RowFactory.create(probabilities.toArray());
  }
}
