package org.mer.ingest;

import org.apache.spark.sql.Row;

/** Parses JSON lines, one post a line: an object with {@code id}, {@code text}, {@code picture}. */
final class PostJsonParser implements LineParser {
  private final PostMapping mapping;
  private final Encoding encoding;
  private final JsonLine<PostField> lines;
  private final MaskedJson masked =
      new MaskedJson(
          name -> PostField.called(name).filter(field -> field != PostField.PICTURE).isPresent());

  /**
   * A parser of one file.
   *
   * @param longest line, in bytes
   */
  PostJsonParser(PostMapping mapping, Encoding encoding, int longest) {
    this.mapping = mapping;
    this.encoding = encoding;
    this.lines = new JsonLine<>(PostField::called, longest);
  }

  @Override
  public Parsed<Row> parse(byte[] line) {
    return encoding.decode(line).map(this::parse).orElseGet(encoding::unreadable);
  }

  @Override
  public String quarantined(byte[] line) {
    String text = encoding.decodeAnyway(line);
    return lines.values(text) instanceof Parsed.Usable<java.util.Map<PostField, String>> post
        ? Quarantine.post(PostFields.written(post.value()))
        : masked.of(text);
  }

  private Parsed<Row> parse(String line) {
    return lines.values(line).flatMap(values -> mapping.row(PostFields.written(values)));
  }
}
