package org.mer.ingest;

/** Whether the data report shows pictures and rejected records themselves. */
public enum Examples {
  /** A few of each. */
  SHOWN,
  /** None: the report then holds figures and single frequent words. */
  LEFT_OUT
}
