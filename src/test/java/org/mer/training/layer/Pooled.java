package org.mer.training.layer;

import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.PoolingType;

/**
 * Layers over sequences, with the largest values over time and an output behind them.
 *
 * @param output what ends them
 */
record Pooled(OutputLayer output) {
  List<Layer> ours(List<? extends Layer> layers) {
    return with(layers, new LargestOverTime());
  }

  List<Layer> theirs(List<? extends Layer> layers) {
    return with(layers, new GlobalPoolingLayer(PoolingType.MAX));
  }

  private List<Layer> with(List<? extends Layer> layers, Layer pooling) {
    List<Layer> all = new ArrayList<>(layers);
    all.add(pooling);
    all.add((OutputLayer) output.clone());
    return all;
  }
}
