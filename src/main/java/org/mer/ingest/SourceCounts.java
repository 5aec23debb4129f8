package org.mer.ingest;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * What became of a source's records.
 *
 * @param file the source
 * @param sha256 of its bytes, 64 hex digits
 * @param read records in it
 * @param kept rows added to the table
 * @param rejected rows set aside in {@code mer.rejects}
 * @param duplicate rows that were there already, in this run or an earlier one
 * @param contradictory kept rows whose content stands under another label as well
 * @param changed usable rows that each rule changed, in the order of the rules
 */
public record SourceCounts(
    SourceFile file,
    String sha256,
    long read,
    long kept,
    long rejected,
    long duplicate,
    long contradictory,
    Map<String, Long> changed) {
  /** Copies the map. */
  public SourceCounts {
    changed = Collections.unmodifiableMap(new LinkedHashMap<>(changed));
  }

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
