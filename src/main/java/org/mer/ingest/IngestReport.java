package org.mer.ingest;

import java.util.List;
import java.util.Locale;

/**
 * What an ingest did.
 *
 * @param sources one entry a file
 * @param reasons why records were rejected, most frequent first; the first few
 */
public record IngestReport(List<SourceCounts> sources, List<Reason> reasons) {
  /** Copies the lists. */
  public IngestReport {
    sources = List.copyOf(sources);
    reasons = List.copyOf(reasons);
  }

  /** A reason, and how many records were rejected for it. */
  public record Reason(String reason, long rows) {
    @Override
    public String toString() {
      return String.format(Locale.ROOT, "%,d rejected: %s", rows, reason);
    }
  }
}
