package org.mer.ingest;

import org.apache.spark.sql.Row;

/** Parses the lines of one file; made once a partition and file, used by one thread. */
interface LineParser {
  /**
   * The values of {@link RecordFormat#fields()}, or why there are none. Never throws, whatever the
   * bytes are.
   */
  Parsed<Row> parse(byte[] line);

  /** The line as it stands in quarantine: user names masked. */
  String quarantined(byte[] line);
}
