package org.mer.ingest;

import org.apache.spark.sql.Row;

/** Parses lines of CSV, one post a line. */
final class PostCsvParser implements LineParser {
  private final PostMapping mapping;
  private final PostColumns columns;
  private final Encoding encoding;
  private final CsvLine csv;

  PostCsvParser(PostMapping mapping, PostColumns columns, Encoding encoding) {
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
    String text = encoding.decodeAnyway(line);
    return csv.fields(text)
        .filter(row -> row.length == columns.count())
        .map(row -> Quarantine.post(columns.fields(row)))
        .orElseGet(() -> Quarantine.unknown(text, csv));
  }

  private Parsed<Row> parse(String line) {
    return csv.fields(line, columns.count()).flatMap(row -> mapping.row(columns.fields(row)));
  }
}
