package org.mer.ingest;

import java.util.Locale;

/**
 * What became of a file's records.
 *
 * @param file the file
 * @param read records in it
 * @param kept rows added to the table
 * @param rejected rows set aside in {@code mer.rejects}
 * @param duplicate rows that were there already, in this run or an earlier one
 * @param contradictory kept rows whose content stands under another label as well
 */
public record SourceCounts(
    SourceFile file, long read, long kept, long rejected, long duplicate, long contradictory) {

  /** Whether every record went somewhere, and none twice. */
  boolean agree() {
    return read == kept + rejected + duplicate;
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "read %,d rows of %s: %,d kept (%,d of them contradictory), %,d rejected, %,d duplicate",
        read,
        file.uri(),
        kept,
        contradictory,
        rejected,
        duplicate);
  }
}
