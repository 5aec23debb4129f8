package org.mer.training;

import java.io.Serializable;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.nd4j.linalg.dataset.DataSet;

/**
 * Turns rows into a minibatch, in the executor that holds them. The first axis of every tensor is
 * the batch; labels are one-hot, perhaps smoothed.
 */
public interface MinibatchEncoder extends Serializable {
  /**
   * The length of a row's input, in steps; rows of similar length share a batch. 1 where all are
   * alike.
   */
  int length(Row row);

  /** The index of a row's class, from 0. */
  int label(Row row);

  /** A minibatch to learn from, with whatever augmentation draws from the given source. */
  DataSet training(List<Row> rows, RandomGenerator random);

  /**
   * The encoder of an epoch, where what is learned from changes in the course of a training.
   *
   * @param epoch from 1
   * @param epochs of the whole training
   */
  default MinibatchEncoder inEpoch(int epoch, int epochs) {
    return this;
  }

  /**
   * A minibatch to be scored: features and mask, no labels. Where there is more than one, they are
   * views of the same rows, and the score is the mean over them.
   */
  Stream<DataSet> inference(List<Row> rows);
}
