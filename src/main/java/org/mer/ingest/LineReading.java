package org.mer.ingest;

import java.io.Serializable;

/** How files are read of which each line is a record. */
interface LineReading extends Serializable {
  /** Rows at the start of a file that are no records. */
  int headerRows(String source);

  /** The parser of a file's lines. */
  LineParser parser(String source);
}
