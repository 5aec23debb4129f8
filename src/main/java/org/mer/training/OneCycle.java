package org.mer.training;

import org.nd4j.linalg.schedule.ISchedule;

/**
 * The one-cycle schedule (Smith 2018, <i>A disciplined approach to neural network
 * hyper-parameters</i>): the rate climbs in a straight line to its highest value over the first 30
 * % of the steps and falls along a cosine to nearly nothing.
 */
final class OneCycle implements ISchedule {
  private static final long serialVersionUID = 1L;
  private static final double CLIMB = 0.3;
  private static final double START = 0.1;
  private static final double END = 0.001;

  private final double highest;
  private final int steps;

  OneCycle(double highest, int steps) {
    this.highest = highest;
    this.steps = steps;
  }

  @Override
  public double valueAt(int iteration, int epoch) {
    double position = Math.min(1, (double) iteration / steps);
    if (position < CLIMB) {
      return highest * (START + (1 - START) * position / CLIMB);
    }

    double fallen = (position - CLIMB) / (1 - CLIMB);
    return highest * (END + (1 - END) * (1 + Math.cos(Math.PI * fallen)) / 2);
  }

  @Override
  public ISchedule clone() {
    return new OneCycle(highest, steps);
  }
}
