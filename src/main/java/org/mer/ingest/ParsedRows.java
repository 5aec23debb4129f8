package org.mer.ingest;

import java.net.URI;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Locale;
import java.util.Map;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/**
 * The rows of a partition, parsed one by one and numbered within their blocks. A partition may hold
 * blocks of several files, one after the other, each in its file's order.
 */
final class ParsedRows implements Iterator<Row> {
  private final Iterator<Row> lines;
  private final RecordFormat format;
  private final int fields;
  private final Map<String, LineParser> parsers = new HashMap<>();
  private String filePath = "";
  private String source = "";
  private long blockStart = -1;
  private long rowInBlock;

  /**
   * Parses lines.
   *
   * @param lines rows of the file's path, encoded as a URI, start of the block in bytes, and the
   *     line's bytes
   */
  ParsedRows(Iterator<Row> lines, RecordFormat format) {
    this.lines = lines;
    this.format = format;
    this.fields = format.fields().size();
  }

  @Override
  public boolean hasNext() {
    return lines.hasNext();
  }

  @Override
  public Row next() {
    Row row = lines.next();
    advance(row.getString(0), row.getLong(1));
    byte[] line = row.getAs(2);
    boolean isHeader = blockStart == 0 && rowInBlock <= format.headerRows();
    if (isHeader || Records.isBlank(line)) {
      return record(false, null, null, null);
    }

    LineParser parser = parsers.computeIfAbsent(source, format::parser);
    Parsed<Row> parsed =
        line.length > Records.MAX_LINE_BYTES
            ? Parsed.rejected(
                String.format(
                    Locale.ROOT, "longer than %,d bytes: %,d", Records.MAX_LINE_BYTES, line.length))
            : parser.parse(line);
    return parsed instanceof Parsed.Usable<Row> usable
        ? record(true, null, null, usable.value())
        : record(true, ((Parsed.Rejected<Row>) parsed).reason(), parser.quarantined(line), null);
  }

  private void advance(String nextPath, long nextStart) {
    if (nextStart != blockStart || !nextPath.equals(filePath)) {
      filePath = nextPath;
      source = new Path(URI.create(nextPath)).toString();
      blockStart = nextStart;
      rowInBlock = 0;
    }

    rowInBlock++;
  }

  private Row record(boolean isRecord, String reason, String raw, Row values) {
    Object[] all = new Object[Records.PROVENANCE.size() + fields];
    all[0] = source;
    all[1] = blockStart;
    all[2] = rowInBlock;
    all[3] = isRecord;
    all[4] = reason;
    all[5] = raw;
    for (int i = 0; values != null && i < fields; i++) {
      all[Records.PROVENANCE.size() + i] = values.get(i);
    }

    return RowFactory.create(all);
  }
}
