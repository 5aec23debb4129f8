package org.mer.fusion;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sha2;
import static org.apache.spark.sql.functions.substring;
import static org.apache.spark.sql.functions.udf;
import static org.apache.spark.sql.functions.when;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.api.java.UDF3;
import org.apache.spark.sql.expressions.UserDefinedFunction;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.mer.Modalities;
import org.mer.model.Scorer;
import org.mer.table.Lake;
import org.mer.table.Posteriors;
import org.mer.table.Table;

/**
 * Scores posts: each modality by its model, then both by the fusion. Each model sees only the rows
 * that have what it reads; nothing is joined and nothing collected.
 */
public final class PostScores {
  private static final int HASH_BITS = 256;
  private static final int HEX_DIGITS = 32;

  private static final StructType INFLUENCES =
      new StructType()
          .add("text", DataTypes.DoubleType, false)
          .add("face", DataTypes.DoubleType, false);

  private final Scorer texts;
  private final Scorer faces;
  private final FittedFusion fusion;
  private final String faceMeans;

  /** Scores by models and a fusion. */
  public PostScores(Scorer texts, Scorer faces, FittedFusion fusion) {
    this(texts, faces, fusion, faces.version());
  }

  private PostScores(Scorer texts, Scorer faces, FittedFusion fusion, String faceMeans) {
    this.texts = texts;
    this.faces = faces;
    this.fusion = fusion;
    this.faceMeans = faceMeans;
  }

  /** The same where faces are seen in other views than their model was calibrated with. */
  public PostScores seeing(String views) {
    return new PostScores(texts, faces, fusion, faces.version() + "/" + views);
  }

  /**
   * What tells the means of a score from others, of the columns {@code text} and {@code pixels}: a
   * hash of the rule, its weights and the versions of the models that the post needs, with the
   * views of its face if they are chosen.
   */
  public Column scoring() {
    FusionRule rule = fusion.rule();
    Column means =
        concat_ws(
            "|",
            lit(StoredRule.of(rule).json()),
            lit(rule.mapping().version()),
            when(col("text").isNotNull(), texts.version()).otherwise("-"),
            when(col("pixels").isNotNull(), faceMeans).otherwise("-"));
    return substring(sha2(means.cast(DataTypes.BinaryType), HASH_BITS), 1, HEX_DIGITS);
  }

  /** The posts that a lake has scored: what they are, and what their scores are told apart by. */
  public static Dataset<Row> known(Lake lake) {
    return lake.read(Table.SCORES)
        .where("NOT is_synthetic_pair AND part IS NULL")
        .select("id", "fingerprint", "scoring", "run_id", "emotion", "scored_at");
  }

  /**
   * Rows of {@code scores} but for the run and what only pairs have.
   *
   * @param posts {@code text} and {@code pixels}, one of which may be null, and whatever is to be
   *     kept
   */
  public Dataset<Row> of(Dataset<Row> posts) {
    return of(posts, List.of(Modalities.values()));
  }

  /**
   * The same of posts that are known to have these modalities only, which spares the plans of the
   * others.
   *
   * @param modalities at least one, each once
   */
  public Dataset<Row> of(Dataset<Row> posts, List<Modalities> modalities) {
    Dataset<Row> said =
        modalities.stream()
            .map(some -> said(posts, some))
            .reduce(Dataset::unionByName)
            .orElseThrow();
    Dataset<Row> fused = new FusedScores(fusion.rule()).of(said);
    return (modalities.contains(Modalities.BOTH) ? influenced(fused) : unshared(fused))
        .withColumn("is_synthetic_pair", lit(false))
        .drop("text", "pixels");
  }

  private Dataset<Row> influenced(Dataset<Row> fused) {
    return fused
        .withColumn(
            "influence",
            influences().apply(col("text_posterior"), col("face_posterior"), col("posterior")))
        .withColumns(
            Map.of(
                "text_influence", col("influence.text"), "face_influence", col("influence.face")))
        .drop("influence");
  }

  /** Of posts that have one modality: it has all of the influence. */
  private static Dataset<Row> unshared(Dataset<Row> fused) {
    return fused.withColumns(
        Map.of(
            "text_influence", col("text_posterior").isNotNull().cast(DataTypes.DoubleType),
            "face_influence", col("face_posterior").isNotNull().cast(DataTypes.DoubleType)));
  }

  private Dataset<Row> said(Dataset<Row> posts, Modalities modalities) {
    Dataset<Row> some =
        posts.where(
            col("text")
                .isNotNull()
                .equalTo(modalities.hasText())
                .and(col("pixels").isNotNull().equalTo(modalities.hasFace())));
    Dataset<Row> read = modalities.hasText() ? text(some) : textless(some);
    return modalities.hasFace() ? face(read) : faceless(read);
  }

  private Dataset<Row> text(Dataset<Row> posts) {
    return said(texts, posts, "text");
  }

  private Dataset<Row> face(Dataset<Row> posts) {
    return said(faces, posts, "face");
  }

  private static Dataset<Row> said(Scorer scorer, Dataset<Row> posts, String modality) {
    return scorer
        .score(posts)
        .withColumnRenamed("posterior", modality + "_posterior")
        .withColumn(modality + "_model_version", lit(scorer.version()));
  }

  private static Dataset<Row> textless(Dataset<Row> posts) {
    return unsaid(posts, "text", Posteriors.POLARITIES);
  }

  private static Dataset<Row> faceless(Dataset<Row> posts) {
    return unsaid(posts, "face", Posteriors.EMOTIONS);
  }

  private static Dataset<Row> unsaid(Dataset<Row> posts, String modality, StructType type) {
    return posts
        .withColumn(modality + "_posterior", lit(null).cast(type))
        .withColumn(modality + "_model_version", lit(null).cast(DataTypes.StringType));
  }

  private UserDefinedFunction influences() {
    FusionRule rule = fusion.rule();
    UDF3<Row, Row, Row, Row> influences =
        (text, face, posterior) -> {
          if (text == null || face == null) {
            return RowFactory.create(text == null ? 0.0 : 1.0, face == null ? 0.0 : 1.0);
          }

          List<Double> fused = Posteriors.list(posterior);
          Optional<List<Double>> read = Optional.of(Posteriors.list(text));
          Optional<List<Double>> seen = Optional.of(Posteriors.list(face));
          return RowFactory.create(
              distance(fused, rule.fuse(Optional.empty(), seen).emotions()),
              distance(fused, rule.fuse(read, Optional.empty()).emotions()));
        };
    return udf(influences, INFLUENCES);
  }

  /** Total variation distance, 0 to 1. */
  private static double distance(List<Double> one, List<Double> other) {
    double sum = 0;
    for (int i = 0; i < one.size(); i++) {
      sum += Math.abs(one.get(i) - other.get(i));
    }

    return sum / 2;
  }
}
