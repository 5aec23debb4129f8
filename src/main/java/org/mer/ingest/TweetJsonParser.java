package org.mer.ingest;

import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Row;
import org.mer.UsageException;

/**
 * Parses JSON lines, an object a line. The fields are found by their names, as in the header of a
 * CSV file; other names are passed over, whatever they hold.
 */
final class TweetJsonParser implements LineParser {
  private final TweetMapping mapping;
  private final Encoding encoding;
  private final JsonLine<TweetField> lines;
  private final MaskedJson masked;

  /**
   * A parser of one file.
   *
   * @throws UsageException if a column was chosen by its number
   */
  TweetJsonParser(TweetMapping mapping, ColumnChoice choice, Encoding encoding) {
    if (choice.hasNumbers()) {
      throw new UsageException(
          "values in JSON have names, not numbers, so --columns cannot be: '%s'".formatted(choice));
    }

    this.mapping = mapping;
    this.encoding = encoding;
    this.lines = new JsonLine<>(choice::field, Records.MAX_LINE_BYTES);
    this.masked =
        new MaskedJson(
            name -> choice.field(name).filter(field -> field != TweetField.USER).isPresent());
  }

  @Override
  public Parsed<Row> parse(byte[] line) {
    return encoding.decode(line).map(this::parse).orElseGet(encoding::unreadable);
  }

  @Override
  public String quarantined(byte[] line) {
    return masked.of(encoding.decodeAnyway(line));
  }

  private Parsed<Row> parse(String line) {
    return lines.values(line).flatMap(values -> mapping.row(tweet(values)));
  }

  private static TweetFields tweet(Map<TweetField, String> values) {
    return new TweetFields(
        Optional.ofNullable(values.get(TweetField.LABEL)),
        Optional.ofNullable(values.get(TweetField.TEXT)),
        Optional.ofNullable(values.get(TweetField.DATE)).flatMap(PostingTime::parse),
        Optional.ofNullable(values.get(TweetField.USER)));
  }
}
