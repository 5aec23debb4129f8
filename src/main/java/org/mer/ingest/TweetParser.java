package org.mer.ingest;

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
    return csv.fields(line, columns.count()).flatMap(row -> mapping.row(columns.fields(row)));
  }
}
