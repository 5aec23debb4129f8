package org.mer.training;

import org.nd4j.linalg.schedule.FixedSchedule;
import org.nd4j.linalg.schedule.ISchedule;

/**
 * How the learning rate goes over a training.
 *
 * @param shape of its course
 * @param highest its highest value
 * @param warmUp of the cosine: the share of all steps in which it climbs, 0 to below 1
 * @param factor of the plateau: what the rate is multiplied with, above 0 to below 1
 * @param patience of the plateau: epochs without a gain before that
 */
public record LearningRate(
    Shape shape, double highest, double warmUp, double factor, int patience) {
  /** Checks the ranges. */
  public LearningRate {
    if (!(highest > 0)) {
      throw new IllegalArgumentException(
          "learning-rate.highest must be above 0, cannot be: " + highest);
    }

    if (!(warmUp >= 0 && warmUp < 1)) {
      throw new IllegalArgumentException(
          "learning-rate.warm-up must be 0 to below 1, cannot be: " + warmUp);
    }

    if (!(factor > 0 && factor < 1)) {
      throw new IllegalArgumentException(
          "learning-rate.factor must be above 0 to below 1, cannot be: " + factor);
    }

    if (patience < 1) {
      throw new IllegalArgumentException(
          "learning-rate.patience must be at least 1, cannot be: " + patience);
    }
  }

  /** The course of a rate. */
  public enum Shape {
    /** Climbs over 30 % of the steps and falls along a cosine (Smith 2018). */
    ONE_CYCLE,
    /** Climbs while it warms up, then falls along a cosine (Loshchilov and Hutter 2017). */
    COSINE,
    /** Stays, and is reduced whenever the validation score gains nothing for some epochs. */
    PLATEAU
  }

  /**
   * The rate of the highest value, step by step.
   *
   * @param steps of the whole training
   * @param reduction what a plateau has made of the rate so far, above 0 to 1
   */
  ISchedule over(int steps, double reduction) {
    return switch (shape) {
      case ONE_CYCLE -> new OneCycle(highest, steps);
      case COSINE -> new WarmCosine(highest, (int) Math.round(warmUp * steps), steps);
      case PLATEAU -> new FixedSchedule(highest * reduction);
    };
  }
}
