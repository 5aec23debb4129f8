package org.mer.training.layer;

import java.util.Collection;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Batch normalisation (Ioffe and Szegedy 2015) of the channels of [batch, height, width, channels],
 * and a rectifier behind it, in one pass: max(0, gamma (x - mean) / sqrt(variance + epsilon) +
 * beta). The parameters are those of DL4J's {@link BatchNormalization} that keeps the variance as
 * such.
 */
public final class RectifiedNormalization extends BatchNormalization {
  private static final long serialVersionUID = 1L;

  /** With DL4J's defaults: running figures keep nine tenths a step, epsilon is 1e-5. */
  public RectifiedNormalization() {
    setUseLogStd(false);
    setCnn2DFormat(CNN2DFormat.NHWC);
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
        .complete(new RectifiedNormalizationLayer(conf, type));
  }
}
