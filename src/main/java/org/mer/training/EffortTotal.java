package org.mer.training;

import org.apache.spark.util.AccumulatorV2;

/**
 * Efforts of all workers. A task that Spark repeats counts twice: these are figures to be watched,
 * none that is reported as a result.
 */
final class EffortTotal extends AccumulatorV2<Effort, Effort> {
  private static final long serialVersionUID = 1L;

  private Effort total = Effort.NONE;

  @Override
  public boolean isZero() {
    return total.minibatches() == 0;
  }

  @Override
  public AccumulatorV2<Effort, Effort> copy() {
    EffortTotal copy = new EffortTotal();
    copy.total = total;
    return copy;
  }

  @Override
  public void reset() {
    total = Effort.NONE;
  }

  @Override
  public void add(Effort effort) {
    total = total.plus(effort);
  }

  @Override
  public void merge(AccumulatorV2<Effort, Effort> other) {
    total = total.plus(other.value());
  }

  @Override
  public Effort value() {
    return total;
  }
}
