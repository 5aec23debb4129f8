package org.mer.job;

import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructField;
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
            row(
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
            row(
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

  /** A row with some values, and anything of the right type in its other columns. */
  private static Row row(Table table, Map<String, Object> values) {
    return RowFactory.create(
        Arrays.stream(table.schema().fields())
            .map(field -> values.getOrDefault(field.name(), any(field)))
            .toArray());
  }

  private static Object any(StructField field) {
    return switch (field.dataType().typeName()) {
      case "integer" -> 1;
      case "long" -> 1L;
      case "double" -> 1.0;
      case "boolean" -> false;
      case "binary" -> new byte[1];
      case "timestamp" -> new Timestamp(0);
      case "array" -> new Integer[0];
      default -> "";
    };
  }
}
