package org.mer.ingest;

/**
 * How many contents, and the rows in which they stand.
 *
 * @param contents different texts or pictures
 * @param rows all their rows
 */
record Tally(long contents, long rows) {
  static final Tally NONE = new Tally(0, 0);

  Tally plus(Tally other) {
    return new Tally(contents + other.contents, rows + other.rows);
  }
}
