package org.mer.training;

import java.time.Duration;

/**
 * How a network is fitted.
 *
 * @param epochs passes over the training rows, at least 1
 * @param batchSize rows a minibatch and worker
 * @param averagingFrequency minibatches that each worker fits before the weights are averaged
 * @param workers workers that fit side by side; 0 for one a core of the cluster
 * @param learningRate the highest learning rate of the one-cycle schedule
 * @param patience epochs without a better validation macro-F1 after which training ends early
 * @param timeLimit after which no further round is started and the best epoch is kept
 * @param seed of everything drawn at random
 */
public record Recipe(
    int epochs,
    int batchSize,
    int averagingFrequency,
    int workers,
    double learningRate,
    int patience,
    Duration timeLimit,
    long seed) {
  /** Checks the ranges. */
  public Recipe {
    atLeast(1, epochs, "epochs");
    atLeast(1, batchSize, "batch-size");
    atLeast(1, averagingFrequency, "averaging-frequency");
    atLeast(0, workers, "workers");
    atLeast(1, patience, "patience");
    if (!(learningRate > 0)) {
      throw new IllegalArgumentException(
          "learning-rate must be above 0, cannot be: " + learningRate);
    }

    if (timeLimit.isNegative() || timeLimit.isZero()) {
      throw new IllegalArgumentException("max-minutes must be above 0, cannot be: " + timeLimit);
    }
  }

  private static void atLeast(int least, int value, String what) {
    if (value < least) {
      throw new IllegalArgumentException(
          "%s must be at least %d, cannot be: %d".formatted(what, least, value));
    }
  }
}
