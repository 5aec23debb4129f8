package org.mer.ingest;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.spark.TaskContext;
import org.apache.spark.sql.api.java.UDF3;

/**
 * Lets new records pass, and counts what it holds back. A row of the table itself, whose source is
 * negative, is held back uncounted.
 */
final class DecisionFilter implements UDF3<Integer, Boolean, Boolean, Boolean> {
  private static final long serialVersionUID = 1L;

  private final PartitionTally<DecisionCounts> tally;

  DecisionFilter(PartitionTally<DecisionCounts> tally) {
    this.tally = tally;
  }

  @Override
  public Boolean call(Integer source, Boolean isNew, Boolean isContradictory) {
    if (source < 0) {
      return false;
    }

    if (!isNew || isContradictory) {
      count(source, new DecisionCounts(isNew ? 0 : 1, isNew ? 1 : 0));
    }

    return isNew;
  }

  private void count(int source, DecisionCounts one) {
    int partition = TaskContext.getPartitionId();
    Map<Integer, DecisionCounts> bySource =
        tally.value().computeIfAbsent(partition, key -> new ConcurrentHashMap<>());
    bySource.merge(source, one, DecisionCounts::plus);
  }
}
