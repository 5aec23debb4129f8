package org.mer.training;

import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;

/**
 * Those who fit a network, and the rows they have. Fitting goes in rounds: in each, every worker
 * fits some minibatches, and what they have learned is put together.
 */
interface Workforce extends AutoCloseable {
  /** Rows to learn from. */
  long rows();

  /** How many fit side by side. */
  int workers();

  /**
   * Shuffles the rows and cuts them into minibatches; the same for an epoch whenever it is asked.
   *
   * @param epoch from 1
   * @return how many rounds the epoch has
   */
  int prepare(int epoch);

  /**
   * Fits a round of the epoch that was prepared.
   *
   * @param network weights, updater and iterations are changed
   * @param round from 0
   */
  Effort fit(MultiLayerNetwork network, int round);

  /** Judges a network on the rows that are not learned from. */
  Validation validate(FittedNetwork network);

  @Override
  void close();
}
