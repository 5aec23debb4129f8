package org.mer.training;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Fits a network to rows. */
public interface Trainer {
  /**
   * Fits a network and keeps the epoch with the best macro-F1 on the validation rows.
   *
   * @param definition the network
   * @param encoder how rows become tensors
   * @param training rows to learn from, with a column {@code id}
   * @param validation rows to choose the epoch by
   */
  TrainedNetwork train(
      NetworkDefinition definition,
      MinibatchEncoder encoder,
      Dataset<Row> training,
      Dataset<Row> validation);
}
