package org.mer.job;

import java.util.concurrent.atomic.LongAdder;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerTaskEnd;

/** What a session has cost so far: the time that executors spent in tasks. */
final class CoreSeconds extends SparkListener {
  private static final double MILLIS = 1e3;

  private final LongAdder millis = new LongAdder();

  @Override
  public void onTaskEnd(SparkListenerTaskEnd ended) {
    if (ended.taskMetrics() != null) {
      millis.add(ended.taskMetrics().executorRunTime());
    }
  }

  /** In seconds, summed over the tasks that have ended. */
  double soFar() {
    return millis.sum() / MILLIS;
  }
}
