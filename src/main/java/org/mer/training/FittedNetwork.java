package org.mer.training;

import java.io.Serializable;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.mer.UsageException;
import org.mer.model.Bundle;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.schedule.FixedSchedule;

/**
 * A network's definition with its weights: all that scoring needs, and small enough to be sent to
 * every executor.
 *
 * @param definition the layers
 * @param weights all parameters in DL4J's order, running means and variances of batch normalisation
 *     included
 */
@SuppressWarnings(
    "ArrayRecordComponent") // never compared; a list of a million boxed floats would serve nobody
public record FittedNetwork(NetworkDefinition definition, float[] weights) implements Serializable {
  /**
   * The network of a bundle.
   *
   * @throws UsageException if the bundle does not hold as many weights as the definition has
   */
  public static FittedNetwork of(NetworkDefinition definition, Bundle bundle) {
    FittedNetwork fitted = new FittedNetwork(definition, bundle.weights());
    try {
      fitted.instantiate();
      return fitted;
    } catch (IllegalArgumentException e) {
      throw new UsageException(
          "the model bundle %s is damaged, %s: restore it or train again"
              .formatted(bundle.folder(), e.getMessage()),
          e);
    }
  }

  /**
   * The network, ready to score.
   *
   * @throws IllegalArgumentException if the number of weights is not the definition's
   */
  MultiLayerNetwork instantiate() {
    MultiLayerNetwork network = blank(definition);
    if (network.numParams() != weights.length) {
      throw new IllegalArgumentException(
          "the network '%s' has %,d weights, cannot take %,d"
              .formatted(definition.name(), network.numParams(), weights.length));
    }

    network.setParams(Nd4j.createFromArray(weights).reshape(1, weights.length));
    return network;
  }

  /** How many weights a definition has. */
  static long size(NetworkDefinition definition) {
    return blank(definition).numParams();
  }

  private static MultiLayerNetwork blank(NetworkDefinition definition) {
    NativeThreads.limit();
    MultiLayerNetwork network =
        new MultiLayerNetwork(definition.configuration(new FixedSchedule(0), 0));
    network.init();
    return network;
  }
}
