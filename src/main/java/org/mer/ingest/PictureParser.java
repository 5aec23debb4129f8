package org.mer.ingest;

import org.apache.spark.sql.Row;

/** Parses pictures in folders: labels and parts by their paths, pixels by their content. */
final class PictureParser {
  private final PictureDecoder decoder = new PictureDecoder();

  /**
   * The values of {@link FaceFormat#fields()}, or why there are none. Never throws, whatever the
   * bytes are.
   *
   * @param path of the file, decoded; its last three parts count
   */
  Parsed<Row> parse(String path, byte[] file) {
    return PicturePath.parse(path)
        .flatMap(
            label ->
                decoder
                    .decode(file)
                    .flatMap(
                        pixels -> Parsed.usable(Face.row(pixels, label.emotion(), label.usage()))));
  }

  /** The picture as it stands in quarantine: its path. */
  String quarantined(String path) {
    return CleaningRule.NAMES.apply(Quarantine.shortened(path));
  }
}
