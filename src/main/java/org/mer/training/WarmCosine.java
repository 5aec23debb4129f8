package org.mer.training;

import org.nd4j.linalg.schedule.ISchedule;

/**
 * A rate that climbs in a straight line while it warms up and falls to nothing along half a cosine
 * (Loshchilov and Hutter 2017, <i>SGDR</i>, without restarts).
 */
final class WarmCosine implements ISchedule {
  private static final long serialVersionUID = 1L;

  private final double highest;
  private final int warmUp;
  private final int steps;

  WarmCosine(double highest, int warmUp, int steps) {
    this.highest = highest;
    this.warmUp = warmUp;
    this.steps = steps;
  }

  @Override
  public double valueAt(int iteration, int epoch) {
    if (iteration < warmUp) {
      return highest * (iteration + 1) / warmUp;
    }

    double position = Math.min(1, (double) (iteration - warmUp) / Math.max(1, steps - warmUp));
    return highest * (1 + Math.cos(Math.PI * position)) / 2;
  }

  @Override
  public ISchedule clone() {
    return new WarmCosine(highest, warmUp, steps);
  }
}
