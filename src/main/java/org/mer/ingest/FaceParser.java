package org.mer.ingest;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.mer.Emotion;

/**
 * Parses lines of FER2013 (Goodfellow et al. 2013): the emotion's number, 2,304 pixels and the
 * usage.
 */
final class FaceParser implements LineParser {
  private static final Set<String> PARTS = Set.of("Training", "PublicTest", "PrivateTest");

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

    String label = bare(fields[columns.emotion()]);
    Optional<Emotion> emotion = emotion(label);
    if (emotion.isEmpty()) {
      return Parsed.rejected("unknown label " + Parsed.quoted(label));
    }

    String part = bare(fields[columns.usage()]);
    if (!PARTS.contains(part)) {
      return Parsed.rejected("unknown usage " + Parsed.quoted(part));
    }

    Parsed<byte[]> parsed = Pixels.parse(bare(fields[columns.pixels()]));
    if (parsed instanceof Parsed.Rejected<byte[]> rejected) {
      return Parsed.rejected(rejected.reason());
    }

    byte[] pixels = ((Parsed.Usable<byte[]>) parsed).value();
    return Parsed.usable(
        RowFactory.create(
            pixels,
            emotion.get().label(),
            part,
            Pixels.brightness(pixels),
            Pixels.contrast(pixels),
            Pixels.isBlank(pixels)));
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
