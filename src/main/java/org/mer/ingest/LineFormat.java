package org.mer.ingest;

/** A kind of record of which each stands on a line of its own. */
public interface LineFormat extends RecordFormat {
  /** Rows at the start of a file that are no records. */
  int headerRows(String source);

  /** The parser of a file's lines. */
  LineParser parser(String source);
}
