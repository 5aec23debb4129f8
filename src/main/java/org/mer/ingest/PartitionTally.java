package org.mer.ingest;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BinaryOperator;
import org.apache.spark.util.AccumulatorV2;

/**
 * Counts that are made while rows pass, each partition's by source. A partition that is computed
 * twice, as its task was repeated, replaces what it said before: so the counts are exact, which
 * Spark's own accumulators in transformations are not.
 *
 * @param <C> the counts of a partition and source
 */
final class PartitionTally<C>
    extends AccumulatorV2<PartitionTally.Entry<C>, Map<Integer, Map<Integer, C>>> {
  private static final long serialVersionUID = 1L;

  // Concurrent, as an executor's heartbeat looks at it while its task counts.
  private final ConcurrentHashMap<Integer, Map<Integer, C>> byPartition = new ConcurrentHashMap<>();

  /** What a partition says. */
  record Entry<C>(int partition, Map<Integer, C> bySource) {}

  @Override
  public boolean isZero() {
    return byPartition.isEmpty();
  }

  @Override
  public AccumulatorV2<Entry<C>, Map<Integer, Map<Integer, C>>> copy() {
    PartitionTally<C> copy = new PartitionTally<>();
    copy.byPartition.putAll(byPartition);
    return copy;
  }

  @Override
  public void reset() {
    byPartition.clear();
  }

  @Override
  public void add(Entry<C> entry) {
    byPartition.put(entry.partition(), entry.bySource());
  }

  @Override
  public void merge(AccumulatorV2<Entry<C>, Map<Integer, Map<Integer, C>>> other) {
    byPartition.putAll(other.value());
  }

  /** By partition, then by source. */
  @Override
  public Map<Integer, Map<Integer, C>> value() {
    return byPartition;
  }

  /** All partitions' counts of a source; none if no partition has any. */
  C total(int source, C none, BinaryOperator<C> sum) {
    return byPartition.values().stream()
        .filter(bySource -> bySource.containsKey(source))
        .map(bySource -> bySource.get(source))
        .reduce(none, sum);
  }
}
