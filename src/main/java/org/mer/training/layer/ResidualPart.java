package org.mer.training.layer;

import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;

/**
 * One of the layers that a {@link ResidualUnit} is made of.
 *
 * @param name unique in the unit; the names of its parameters begin with it
 * @param definition with the settings of the unit
 */
record ResidualPart(String name, FeedForwardLayer definition) {
  // DL4J takes what stands before an underscore for the name of a layer.
  private static final String SEPARATOR = ".";

  /** The unit's name of a parameter of this layer. */
  String outer(String parameter) {
    return outer(name, parameter);
  }

  /** The unit's name of a parameter of the layer of a name. */
  static String outer(String layer, String parameter) {
    return layer + SEPARATOR + parameter;
  }

  /** This layer's name of a parameter of the unit. */
  String inner(String parameter) {
    return parameter.substring(outer("").length());
  }

  /** Whether a parameter of the unit is one of this layer. */
  boolean has(String parameter) {
    return parameter.startsWith(outer(""));
  }

  /** Number of its weights. */
  long length() {
    return definition.initializer().numParams(definition);
  }

  /** What DL4J makes the layer of. */
  NeuralNetConfiguration configuration(NeuralNetConfiguration unit) {
    NeuralNetConfiguration own = unit.clone();
    own.setLayer(definition);
    own.clearVariables();
    return own;
  }
}
