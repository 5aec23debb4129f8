package org.mer.ingest;

import static org.apache.spark.sql.functions.col;

import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What {@code mer.faces} holds, in figures.
 *
 * @param labels rows by part and emotion
 * @param brightness means of the pixels, 0 to 255, by part
 * @param contrast standard deviations of the pixels, 0 to 127.5, by part
 * @param repeats pictures in more than one row
 * @param samples some faces of the training part; none if examples are left out
 */
record FaceProfile(
    List<LabelCount> labels,
    Histogram brightness,
    Histogram contrast,
    Repeats repeats,
    List<SampleFace> samples) {
  /** The parts in their order. */
  static final List<String> PARTS = List.of("Training", "PublicTest", "PrivateTest");

  private static final Histogram.Scale BRIGHTNESS = new Histogram.Scale(32, 8, 80);
  private static final Histogram.Scale CONTRAST = new Histogram.Scale(32, 4, 40);

  /** The profile of the rows of {@code mer.faces}. */
  static FaceProfile of(Dataset<Row> faces, long seed, Examples examples) {
    return new FaceProfile(
        LabelCount.of(faces, "emotion"),
        Histogram.of(faces, col("brightness"), "part", BRIGHTNESS),
        Histogram.of(faces, col("contrast"), "part", CONTRAST),
        Repeats.of(faces, PARTS, col("emotion"), col("is_blank")),
        examples == Examples.SHOWN
            ? SampleFace.of(faces.where("part = 'Training'"), seed)
            : List.of());
  }
}
