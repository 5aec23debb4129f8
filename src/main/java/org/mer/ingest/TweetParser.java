package org.mer.ingest;

import java.util.Optional;
import org.apache.spark.sql.Row;

/** Parses lines of CSV, one tweet a line: Sentiment140 (Go, Bhayani and Huang 2009), or like it. */
final class TweetParser implements LineParser {
  private final TweetMapping mapping;
  private final TweetColumns columns;
  private final Encoding encoding;
  private final CsvLine csv;

  TweetParser(TweetMapping mapping, TweetColumns columns, Encoding encoding) {
    this.mapping = mapping;
    this.columns = columns;
    this.encoding = encoding;
    this.csv = new CsvLine(columns.separator());
  }

  @Override
  public Parsed<Row> parse(byte[] line) {
    return encoding.decode(line).map(this::parse).orElseGet(encoding::unreadable);
  }

  @Override
  public String quarantined(byte[] line) {
    return Quarantine.tweet(encoding.decodeAnyway(line), csv, columns);
  }

  private Parsed<Row> parse(String line) {
    Optional<String[]> found = csv.fields(line);
    if (found.isEmpty()) {
      return Parsed.rejected("cannot be read as CSV of %d columns".formatted(columns.count()));
    }

    String[] row = found.get();
    return row.length == columns.count()
        ? mapping.row(columns.fields(row))
        : Parsed.rejected("expected %d columns, found %d".formatted(columns.count(), row.length));
  }
}
