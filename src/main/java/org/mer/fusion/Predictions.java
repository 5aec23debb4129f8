package org.mer.fusion;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.length;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.split;
import static org.apache.spark.sql.functions.trim;
import static org.apache.spark.sql.functions.when;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.mer.model.Scorer;
import org.mer.table.Posteriors;
import org.mer.text.BehaviourSuite;

/** Rows with what a model says of them, as the prediction tables hold them. */
public final class Predictions {
  private final String runId;

  /** Predictions of a run. */
  public Predictions(String runId) {
    this.runId = runId;
  }

  /** Rows of {@code text_predictions}; the scorer runs when they are read. */
  public Dataset<Row> ofTweets(Scorer scorer, Dataset<Row> tweets) {
    Column words = trim(col("text"));
    return scored(scorer, tweets, Posteriors.POLARITIES)
        .withColumn("truth", col("polarity"))
        .withColumn(
            "tokens", when(length(words).equalTo(0), 0).otherwise(size(split(words, "\\s+"))));
  }

  /** Rows of {@code face_predictions}; the scorer runs when they are read. */
  public Dataset<Row> ofFaces(Scorer scorer, Dataset<Row> faces) {
    return scored(scorer, faces, Posteriors.EMOTIONS).withColumn("truth", col("emotion"));
  }

  /** Rows of {@code behaviour}; the scorer runs when they are read. */
  public Dataset<Row> ofBehaviour(Scorer scorer, BehaviourSuite suite, SparkSession spark) {
    return suite
        .judged(scorer, spark)
        .withColumn("run_id", lit(runId))
        .withColumn("subject", lit(scorer.subject()))
        .withColumn("model_version", lit(scorer.version()));
  }

  private Dataset<Row> scored(Scorer scorer, Dataset<Row> rows, StructType classes) {
    Column posterior = col("posterior");
    return scorer
        .score(rows)
        .withColumn("run_id", lit(runId))
        .withColumn("subject", lit(scorer.subject()))
        .withColumn("predicted", Likeliest.label(posterior, classes))
        .withColumn("confidence", Likeliest.confidence(posterior, classes))
        .withColumn("temperature", lit(scorer.temperature()))
        .withColumn("model_version", lit(scorer.version()));
  }
}
