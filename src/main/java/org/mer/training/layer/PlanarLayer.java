package org.mer.training.layer;

import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.layers.BaseLayer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A layer that computes on {@link Planes}.
 *
 * @param <T> its definition
 */
abstract class PlanarLayer<T extends SequenceLayer> extends BaseLayer<T> {
  private static final long serialVersionUID = 1L;

  PlanarLayer(NeuralNetConfiguration conf, DataType type) {
    super(conf, type);
  }

  @Override
  public final boolean isPretrainLayer() {
    return false;
  }

  final Planes inputs() {
    assertInputSet(false);
    return Planes.of(input);
  }

  final float[] parameter(String name) {
    return Numbers.copy(getParam(name));
  }

  /** Where the gradient of a parameter is written to. */
  final INDArray gradient(String name) {
    return gradientViews.get(name);
  }

  /** Writes the gradient of a parameter that is one row. */
  final void put(String name, float[] values) {
    Numbers.inMemory(gradient(name)).write(values, 0, 0, values.length);
  }

  /** All of them, once they are written. */
  final Gradient gradients() {
    Gradient gradient = new DefaultGradient(gradientsFlattened);
    gradientViews.forEach(gradient::setGradientFor);
    return gradient;
  }
}
