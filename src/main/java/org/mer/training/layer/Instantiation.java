package org.mer.training.layer;

import java.util.Collection;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * What DL4J hands to a definition for a layer to be made of it.
 *
 * @param conf holds the definition
 * @param listeners of the network
 * @param index of the layer, from 0
 * @param parameters the layer's part of the network's parameters, flat
 * @param initialize whether they get initial values
 */
record Instantiation(
    NeuralNetConfiguration conf,
    Collection<TrainingListener> listeners,
    int index,
    INDArray parameters,
    boolean initialize) {
  /** The layer, with its parameters. */
  Layer complete(Layer layer) {
    layer.setListeners(listeners);
    layer.setIndex(index);
    layer.setParamsViewArray(parameters);
    layer.setParamTable(conf.getLayer().initializer().init(conf, parameters, initialize));
    layer.setConf(conf);
    return layer;
  }
}
