package org.mer.training;

/**
 * A moving average of weights (Polyak and Juditsky 1992), which goes with the weights at first and
 * is slower later: in step t it keeps the smaller of the decay and (1 + t) / (10 + t).
 */
final class WeightAverage {
  private static final double SOON = 10;

  private final double decay;
  private float[] values;

  /** An average that starts from values. */
  WeightAverage(double decay, float[] values) {
    this.decay = decay;
    this.values = values.clone();
  }

  /**
   * Takes weights in.
   *
   * @param weights after the last of the steps
   * @param iteration of that step, from 1
   * @param steps since the last time
   */
  void take(float[] weights, long iteration, int steps) {
    double kept = Math.pow(Math.min(decay, (1.0 + iteration) / (SOON + iteration)), steps);
    float old = (float) kept;
    float fresh = (float) (1 - kept);
    float[] v = values;
    for (int i = 0; i < v.length; i++) {
      v[i] = v[i] * old + weights[i] * fresh;
    }
  }

  float[] values() {
    return values.clone();
  }
}
