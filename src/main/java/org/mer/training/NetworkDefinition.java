package org.mer.training;

import java.io.Serializable;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.nd4j.linalg.schedule.ISchedule;

/** A named network: the layers are code, so that a bundle needs to hold numbers only. */
public interface NetworkDefinition extends Serializable {
  /** The name that settings, tables and bundles use. */
  String name();

  /** Number of classes it tells apart. */
  int classes();

  /**
   * The network's layers, with their updater.
   *
   * @param learningRate the rate by iteration
   * @param seed of the initial weights and of dropout
   */
  MultiLayerConfiguration configuration(ISchedule learningRate, long seed);
}
