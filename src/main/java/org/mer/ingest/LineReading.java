package org.mer.ingest;

import java.io.Serializable;
import org.apache.hadoop.conf.Configuration;

/** How files are read of which each line is a record. */
interface LineReading extends Serializable {
  /** Rows at the start of a file that are no records. */
  int headerRows(String source);

  /** The parser of a file's lines, which may have to open other files. */
  LineParser parser(String source, Configuration hadoop);

  /** The longest line that is parsed, in bytes; of a longer one only the beginning is held. */
  default int longestLine() {
    return Records.MAX_LINE_BYTES;
  }

  /** The least that is worth a task of its own, in bytes. */
  default long smallestSplit() {
    return 1L << 20;
  }
}
