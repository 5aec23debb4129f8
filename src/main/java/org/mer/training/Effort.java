package org.mer.training;

import java.io.Serializable;

/**
 * What fitting some minibatches took and came to; efforts add up.
 *
 * @param minibatches fitted
 * @param examples in them
 * @param loss sum of the minibatches' losses, regularisation included
 * @param gradientNorm sum of the Euclidean norms of their gradients
 * @param seconds that workers spent in fitting them, summed over workers
 * @param nativeBytes the most memory outside the heap that a process held
 */
public record Effort(
    long minibatches,
    long examples,
    double loss,
    double gradientNorm,
    double seconds,
    long nativeBytes)
    implements Serializable {
  static final Effort NONE = new Effort(0, 0, 0, 0, 0, 0);

  Effort plus(Effort other) {
    return new Effort(
        minibatches + other.minibatches,
        examples + other.examples,
        loss + other.loss,
        gradientNorm + other.gradientNorm,
        seconds + other.seconds,
        Math.max(nativeBytes, other.nativeBytes));
  }

  double meanLoss() {
    return loss / minibatches;
  }

  double meanGradientNorm() {
    return gradientNorm / minibatches;
  }
}
