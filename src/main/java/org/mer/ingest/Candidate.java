package org.mer.ingest;

import org.apache.spark.sql.Row;

/**
 * A record as it was found in a source, usable or not.
 *
 * @param source the index of its source
 * @param rowNumber its place in the source, from 1
 * @param parsed its fields, or why there are none
 * @param raw of a record that cannot be used: what it was, fit for quarantine; else null
 */
public record Candidate(int source, long rowNumber, Parsed<Row> parsed, String raw) {
  /** The same record where so many sources stand before its own. */
  Candidate behind(int sources) {
    return new Candidate(source + sources, rowNumber, parsed, raw);
  }

  static Candidate of(
      int source, long rowNumber, Parsed<Row> parsed, LineParser parser, byte[] line) {
    String raw = parsed instanceof Parsed.Rejected<Row> ? parser.quarantined(line) : null;
    return new Candidate(source, rowNumber, parsed, raw);
  }
}
