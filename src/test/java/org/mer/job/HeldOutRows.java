package org.mer.job;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.mer.Emotion;
import org.mer.table.Lake;
import org.mer.table.Table;

/** Made-up rows of tweets and faces, for scorers that are made up too. */
final class HeldOutRows {
  private HeldOutRows() {}

  /** Tweets of each part, half of them positive; of manual 30, a third each. */
  static Dataset<Row> tweets(Lake lake, int texts) {
    List<Row> rows = new ArrayList<>();
    for (String part : List.of("train", "validation", "test", "manual")) {
      int count = part.equals("manual") ? 30 : texts;
      for (int i = 0; i < count; i++) {
        String polarity =
            List.of("negative", "positive", "neutral").get(i % (part.equals("manual") ? 3 : 2));
        rows.add(
            MadeUpRow.of(
                Table.TWEETS,
                Map.of(
                    "id", part + "-" + i,
                    "fingerprint", part + "-" + i,
                    "text", "  three words " + i + " ",
                    "polarity", polarity,
                    "part", part)));
      }
    }

    return lake.spark().createDataFrame(rows, Table.TWEETS.schema());
  }

  /** Faces of each part, of all emotions; the first two have the same pixels. */
  static Dataset<Row> faces(Lake lake, int pictures) {
    List<Row> rows = new ArrayList<>();
    for (String part : List.of("Training", "PublicTest", "PrivateTest")) {
      for (int i = 0; i < pictures; i++) {
        rows.add(
            MadeUpRow.of(
                Table.FACES,
                Map.of(
                    "id",
                    part + "-" + i,
                    "fingerprint",
                    part + "-" + Math.max(i, 1),
                    "emotion",
                    Emotion.of(i % Emotion.COUNT).label(),
                    "part",
                    part)));
      }
    }

    return lake.spark().createDataFrame(rows, Table.FACES.schema());
  }
}
