package org.mer.ingest;

import org.apache.hadoop.conf.Configuration;

/** A kind of record of which each stands whole on a line of its own. */
interface LineFormat extends RecordFormat, LineReading {
  /** The parser of a file's lines. */
  LineParser parser(String source);

  @Override
  default LineParser parser(String source, Configuration hadoop) {
    return parser(source);
  }
}
