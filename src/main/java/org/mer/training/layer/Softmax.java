package org.mer.training.layer;

import java.util.Arrays;

/**
 * Shares of one in proportion to the exponentials of scores, lane by lane. Where no key is present
 * all shares are zero.
 */
final class Softmax {
  private static final float SMALLEST = 1e-30f;

  private float[] highest = {};
  private float[] total = {};

  /**
   * Overwrites scores by their shares.
   *
   * @param scores a row for each key
   * @param present rows of 1 where the key counts, of 0 where it is masked
   */
  void forward(Lanes.Rows scores, float[][] present, int keys, int lanes) {
    if (highest.length < lanes) {
      highest = new float[lanes];
      total = new float[lanes];
    }

    Arrays.fill(highest, 0, lanes, -Lanes.HUGE);
    Arrays.fill(total, 0, lanes, 0);
    for (int key = 0; key < keys; key++) {
      raise(scores.at(key), present[key], highest, lanes);
    }

    for (int key = 0; key < keys; key++) {
      exp(scores.at(key), highest, present[key], lanes);
      Lanes.add(scores.at(key), total, lanes);
    }

    for (int i = 0; i < lanes; i++) {
      total[i] = 1 / Math.max(total[i], SMALLEST);
    }

    for (int key = 0; key < keys; key++) {
      Lanes.multiply(total, scores.at(key), lanes);
    }
  }

  /** Overwrites what the share of a key errs by, less the mean over all keys, by its score's. */
  static void backward(float[] shares, float[] mean, float[] errors, int lanes) {
    for (int i = 0; i < lanes; i++) {
      errors[i] = shares[i] * (errors[i] - mean[i]);
    }
  }

  private static void raise(float[] scores, float[] present, float[] highest, int lanes) {
    for (int i = 0; i < lanes; i++) {
      highest[i] = Math.max(highest[i], scores[i] + (present[i] - 1) * Lanes.HUGE);
    }
  }

  private static void exp(float[] scores, float[] highest, float[] present, int lanes) {
    for (int i = 0; i < lanes; i++) {
      scores[i] = Squash.exp(scores[i] - highest[i]) * present[i];
    }
  }
}
