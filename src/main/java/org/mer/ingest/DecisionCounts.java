package org.mer.ingest;

import java.io.Serializable;

/**
 * What was decided on a partition's records of a source.
 *
 * @param duplicate records that were there already
 * @param contradictory new records whose content stands under another label as well
 */
record DecisionCounts(long duplicate, long contradictory) implements Serializable {
  static final DecisionCounts NONE = new DecisionCounts(0, 0);

  DecisionCounts plus(DecisionCounts other) {
    return new DecisionCounts(duplicate + other.duplicate, contradictory + other.contradictory);
  }
}
