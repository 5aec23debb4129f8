package org.mer.training.layer;

import java.util.Collection;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The largest value of each unit over the steps that are not masked: from [batch, size, steps] to
 * [batch, size]. Of equal values the first counts. Zero where all steps are masked.
 */
public final class LargestOverTime extends GlobalPoolingLayer {
  private static final long serialVersionUID = 1L;

  /** The largest value. */
  public LargestOverTime() {
    super(PoolingType.MAX);
  }

  @Override
  public Layer instantiate(
      NeuralNetConfiguration conf,
      Collection<TrainingListener> listeners,
      int index,
      INDArray parameters,
      boolean initialize,
      DataType type) {
    return new Instantiation(conf, listeners, index, parameters, initialize)
        .complete(new LargestOverTimeLayer(conf, type));
  }
}
