package org.mer.training;

import java.util.List;
import java.util.Map;

/**
 * Where a training is: all that it needs to go on as if it had not been interrupted.
 *
 * @param position where it is
 * @param weights of the network
 * @param updater state of the updater, such as momentum
 * @param average moving average of the weights; empty if there is none
 * @param best weights of the best epoch so far; empty before the first has ended
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Checkpoint(
    Position position, float[] weights, float[] updater, float[] average, float[] best) {
  /**
   * Everything but the weights.
   *
   * @param identity what must be the same for the training to be the same: network, recipe, data
   * @param epoch the epoch that is under way or comes next, from 1
   * @param round its next round, from 0
   * @param iteration steps of the updater so far
   * @param reduction what a plateau has made of the learning rate, above 0 to 1
   * @param effort of the epoch so far
   * @param epochSeconds that the epoch has taken so far
   * @param seconds that the training has taken so far, over all its runs
   * @param epochs that have ended
   * @param bestEpoch the best of them; 0 before the first has ended
   */
  public record Position(
      Map<String, String> identity,
      int epoch,
      int round,
      int iteration,
      double reduction,
      Effort effort,
      double epochSeconds,
      double seconds,
      List<Epoch> epochs,
      int bestEpoch) {}
}
