package org.mer.ingest;

import java.util.Optional;
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
    Optional<String[]> row = csv.fields(line);
    if (row.isEmpty()) {
      return Parsed.rejected("cannot be read as CSV of %d columns".formatted(columns.count()));
    }

    return row.get().length == columns.count()
        ? mapping.row(columns.fields(row.get()))
        : Parsed.rejected(
            "expected %d columns, found %d".formatted(columns.count(), row.get().length));
  }
}
