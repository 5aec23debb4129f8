package org.mer.ingest;

import java.io.Serializable;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What a partition has of a source.
 *
 * @param read records
 * @param rejected of these, those that cannot be used
 * @param changed how many of the others each rule changed, in the order of {@link
 *     RecordFormat#rules()}
 */
record ScanCounts(long read, long rejected, List<Long> changed) implements Serializable {
  /** Copies the list. */
  ScanCounts {
    changed = List.copyOf(changed);
  }

  /** Counts of nothing. */
  static ScanCounts none(int rules) {
    return new ScanCounts(0, 0, Collections.nCopies(rules, 0L));
  }

  ScanCounts plus(ScanCounts other) {
    return new ScanCounts(
        read + other.read,
        rejected + other.rejected,
        IntStream.range(0, changed.size())
            .mapToObj(i -> changed.get(i) + other.changed.get(i))
            .toList());
  }
}
