package org.mer.ingest;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.spark.sql.Row;
import org.mer.Emotion;

/**
 * Parses lines of FER2013 (Goodfellow et al. 2013): the emotion's number, 2,304 pixels and the
 * usage.
 */
final class FaceParser implements LineParser {
  private final FaceColumns columns;

  FaceParser(FaceColumns columns) {
    this.columns = columns;
  }

  @Override
  public Parsed<Row> parse(byte[] line) {
    return parse(text(line));
  }

  @Override
  public String quarantined(byte[] line) {
    return CleaningRule.NAMES.apply(Quarantine.shortened(text(line)));
  }

  private Parsed<Row> parse(String line) {
    String[] fields = line.split(",", -1);
    if (fields.length != FaceColumns.COUNT) {
      return Parsed.rejected("expected 3 columns, found " + fields.length);
    }

    String number = bare(fields[columns.emotion()]);
    Optional<Emotion> emotion = emotion(number);
    if (emotion.isEmpty()) {
      return Parsed.rejected("unknown label " + Parsed.quoted(number));
    }

    String label = bare(fields[columns.usage()]);
    Optional<FaceUsage> usage = FaceUsage.of(label);
    if (usage.isEmpty()) {
      return Parsed.rejected("unknown usage " + Parsed.quoted(label));
    }

    return Pixels.parse(bare(fields[columns.pixels()]))
        .flatMap(pixels -> Parsed.usable(Face.row(pixels, emotion.get(), usage.get())));
  }

  private static Optional<Emotion> emotion(String label) {
    return label.length() == 1 && label.charAt(0) >= '0' && label.charAt(0) < '0' + Emotion.COUNT
        ? Optional.of(Emotion.of(label.charAt(0) - '0'))
        : Optional.empty();
  }

  private static String bare(String field) {
    String stripped = field.strip();
    return stripped.length() >= 2 && stripped.startsWith("\"") && stripped.endsWith("\"")
        ? stripped.substring(1, stripped.length() - 1).strip()
        : stripped;
  }

  /** Digits, blanks and plain words: one byte is one character. */
  private static String text(byte[] line) {
    return new String(line, StandardCharsets.ISO_8859_1);
  }
}
