package org.mer.training.layer;

/**
 * The functions that squash a number, over ranges of arrays; of a kind that the JVM turns into
 * vector instructions. The hyperbolic tangent is a quotient of polynomials of degrees 13 and 6, as
 * in Eigen; it is off by 3e-7 at most.
 */
final class Squash {
  private static final float BOUND = 7.905311f;
  private static final float LOWEST = -16;

  private Squash() {}

  static void tanh(float[] values, int from, int to) {
    for (int i = from; i < to; i++) {
      values[i] = tanh(values[i]);
    }
  }

  /** The logistic function, 1 / (1 + exp(-x)). */
  static void sigmoid(float[] values, int from, int to) {
    for (int i = from; i < to; i++) {
      values[i] = 0.5f * tanh(0.5f * values[i]) + 0.5f;
    }
  }

  static float tanh(float value) {
    float x = Math.max(-BOUND, Math.min(BOUND, value));
    float s = x * x;
    float p = -2.7607684e-16f;
    p = p * s + 2.000188e-13f;
    p = p * s - 8.604672e-11f;
    p = p * s + 5.1222973e-8f;
    p = p * s + 1.48572235e-5f;
    p = p * s + 6.3726195e-4f;
    p = p * s + 4.8935246e-3f;
    float q = 1.1982584e-6f;
    q = q * s + 1.1853471e-4f;
    q = q * s + 2.2684347e-3f;
    q = q * s + 4.893525e-3f;
    return x * p / q;
  }

  /**
   * The exponential of a number from -16 to 0; of numbers beyond, that of the next of these. It is
   * the fifth square of a Taylor polynomial of degree 6 about the middle of a 32nd of the range,
   * and off by 5e-6 of its value at most.
   */
  static float exp(float value) {
    float x = Math.max(LOWEST, Math.min(0, value)) * 0.03125f + 0.25f;
    float p = 1.3888889e-3f;
    p = p * x + 8.333333e-3f;
    p = p * x + 4.1666668e-2f;
    p = p * x + 0.16666667f;
    p = p * x + 0.5f;
    p = p * x + 1;
    p = p * x + 1;
    p *= 0.7788008f; // exp(-1/4)
    p *= p;
    p *= p;
    p *= p;
    p *= p;
    p *= p;
    return p;
  }
}
