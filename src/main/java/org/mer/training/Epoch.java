package org.mer.training;

/**
 * What one epoch did.
 *
 * @param number from 1
 * @param examples rows fitted
 * @param seconds how long fitting took, validation not included
 * @param fitSeconds how long a worker was busy with fitting steps in that time, mean over the
 *     workers; the rest of {@code seconds} went into making minibatches, Spark, averaging and
 *     waiting
 * @param trainLoss mean training loss over the minibatches, regularisation included
 * @param gradientNorm mean Euclidean norm of the minibatches' gradients
 * @param nativeBytes the most memory outside the heap that a worker's process held
 * @param validation how the network did on the validation rows afterwards
 * @param learningRate at the end of the epoch
 */
public record Epoch(
    int number,
    long examples,
    double seconds,
    double fitSeconds,
    double trainLoss,
    double gradientNorm,
    long nativeBytes,
    Validation validation,
    double learningRate) {
  /** Rows a second, over all workers. */
  public double examplesPerSecond() {
    return seconds > 0 ? examples / seconds : 0;
  }
}
