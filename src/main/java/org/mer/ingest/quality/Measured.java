package org.mer.ingest.quality;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * What a measure found.
 *
 * @param rows the rows it was taken over
 * @param value the figure; empty where there is none, as of a column without a value
 * @param histogram rows by bin in the order of the bins, of a measure that looks at a distribution;
 *     else empty
 * @param remark what the figure alone does not say, or nothing
 */
record Measured(long rows, OptionalDouble value, Map<String, Long> histogram, String remark) {
  Measured {
    histogram = Collections.unmodifiableMap(new LinkedHashMap<>(histogram));
  }

  static Measured of(long rows, OptionalDouble value) {
    return new Measured(rows, value, Map.of(), "");
  }
}
