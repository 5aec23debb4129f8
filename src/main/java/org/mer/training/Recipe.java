package org.mer.training;

import java.time.Duration;

/**
 * How a network is fitted.
 *
 * @param epochs passes over the training rows, at least 1
 * @param batchSize rows a minibatch and worker
 * @param averagingFrequency minibatches that each worker fits before the weights are averaged
 * @param workers workers that fit side by side; 0 for one a core of the cluster
 * @param learningRate the course of the learning rate
 * @param averageDecay the share that a moving average of the weights keeps in a step, 0 to below 1;
 *     it is the average that is judged and kept. 0 for none
 * @param largestGradient to which the norm of each layer's gradient is clipped; 0 for no clipping
 * @param patience epochs without a better validation macro-F1 after which training ends early
 * @param minimumGain by which macro-F1 must be better to count, 0 or above
 * @param timeLimit after which no further round is started and the best epoch is kept
 * @param checkpointInterval how often a checkpoint is written within an epoch
 * @param seed of everything drawn at random
 */
public record Recipe(
    int epochs,
    int batchSize,
    int averagingFrequency,
    int workers,
    LearningRate learningRate,
    double averageDecay,
    double largestGradient,
    int patience,
    double minimumGain,
    Duration timeLimit,
    Duration checkpointInterval,
    long seed) {
  /** Checks the ranges. */
  public Recipe {
    atLeast(1, epochs, "epochs");
    atLeast(1, batchSize, "batch-size");
    atLeast(1, averagingFrequency, "averaging-frequency");
    atLeast(0, workers, "workers");
    atLeast(1, patience, "patience");
    atLeast(0, minimumGain, "minimum-gain");
    atLeast(0, largestGradient, "largest-gradient");
    positive(timeLimit, "max-minutes");
    positive(checkpointInterval, "checkpoint-minutes");
    if (!(averageDecay >= 0 && averageDecay < 1)) {
      throw new IllegalArgumentException(
          "average-decay must be 0 to below 1, cannot be: " + averageDecay);
    }
  }

  private static void atLeast(double least, double value, String what) {
    if (!(value >= least)) {
      throw new IllegalArgumentException(
          "%s must be at least %.0f, cannot be: %s".formatted(what, least, value));
    }
  }

  private static void positive(Duration value, String what) {
    if (value.isNegative() || value.isZero()) {
      throw new IllegalArgumentException(
          "%s must be above 0, cannot be: %s".formatted(what, value.toMillis() / 60_000.0));
    }
  }
}
