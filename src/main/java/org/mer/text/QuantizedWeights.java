package org.mer.text;

import java.io.Serializable;
import java.util.Arrays;

/**
 * Weights of eight bits each. A level from -127 to 127 stands for its square, with its sign, as a
 * share of the largest weight: steps are fine near 0, where nearly all weights are.
 *
 * @param levels one a weight
 * @param largest the largest weight's amount, at least 0
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record QuantizedWeights(byte[] levels, double largest) implements Serializable {
  private static final int HIGHEST = 127;

  /** Checks the range. */
  QuantizedWeights {
    if (!(largest >= 0 && Double.isFinite(largest))) {
      throw new IllegalArgumentException(
          "the largest weight must be at least 0, cannot be: " + largest);
    }
  }

  /** The nearest levels of weights. */
  static QuantizedWeights of(double[] weights) {
    double largest = Arrays.stream(weights).map(Math::abs).max().orElse(0);
    byte[] levels = new byte[weights.length];
    for (int i = 0; i < levels.length && largest > 0; i++) {
      levels[i] =
          (byte)
              Math.round(
                  Math.signum(weights[i]) * HIGHEST * Math.sqrt(Math.abs(weights[i]) / largest));
    }

    return new QuantizedWeights(levels, largest);
  }

  int size() {
    return levels.length;
  }

  /** A weight as it is stored. */
  double weight(int index) {
    int level = levels[index];
    return largest * level * Math.abs(level) / (HIGHEST * HIGHEST);
  }
}
