package org.mer.ingest;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.xxhash64;

import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.mer.Emotion;
import org.mer.page.Picture;

/**
 * A face to look at.
 *
 * @param emotion its label
 * @param picture the face
 */
record SampleFace(String emotion, Picture picture) {
  /** Faces of an emotion. */
  static final int PER_EMOTION = 8;

  private static final int WIDTH = 48;

  /**
   * Chooses faces of each emotion by the hash of their ids, so that the same rows and seed show the
   * same faces. Pixels are read of those only that were chosen.
   *
   * @param seed another one gives other faces
   */
  static List<SampleFace> of(Dataset<Row> faces, long seed) {
    Object[] chosen =
        faces
            .select(col("id"), col("emotion"), xxhash64(lit(seed), col("id")).as("draw"))
            .withColumn(
                "rank", row_number().over(Window.partitionBy("emotion").orderBy("draw", "id")))
            .where(col("rank").leq(PER_EMOTION).and(col("emotion").isin(emotions())))
            .select("id")
            .collectAsList()
            .stream()
            .map(row -> row.getString(0))
            .toArray();
    return faces
        .where(col("id").isin(chosen))
        .select(col("emotion"), col("pixels"))
        .orderBy(col("emotion"), xxhash64(lit(seed), col("id")), col("id"))
        .collectAsList()
        .stream()
        .map(row -> face(row.getString(0), row.getAs(1)))
        .toList();
  }

  private static SampleFace face(String emotion, byte[] pixels) {
    return new SampleFace(emotion, Picture.grey(pixels, WIDTH, "A face labelled " + emotion));
  }

  private static Object[] emotions() {
    return Arrays.stream(Emotion.values()).map(Emotion::label).toArray();
  }
}
