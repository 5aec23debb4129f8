package org.mer.ingest;

import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.mer.Emotion;

/** A face as it goes into a table, whatever its file's format is. */
final class Face {
  private Face() {}

  /**
   * The row of {@link FaceFormat#fields()}.
   *
   * @param pixels {@value Pixels#COUNT} bytes, row by row from the top left, 0 black to 255 white
   */
  static Row row(byte[] pixels, Emotion emotion, FaceUsage usage) {
    return RowFactory.create(
        pixels,
        emotion.label(),
        usage.label(),
        Pixels.brightness(pixels),
        Pixels.contrast(pixels),
        Pixels.isBlank(pixels));
  }
}
