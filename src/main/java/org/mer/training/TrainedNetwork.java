package org.mer.training;

import java.util.List;

/**
 * What training made.
 *
 * @param network the weights of the best epoch
 * @param best the epoch they come from
 * @param epochs all epochs, in order
 * @param trainingRows rows that were learned from
 * @param seconds that it took, over all runs if it was resumed
 * @param isFinished whether it would not go on if it were resumed
 */
public record TrainedNetwork(
    FittedNetwork network,
    Epoch best,
    List<Epoch> epochs,
    long trainingRows,
    double seconds,
    boolean isFinished) {}
