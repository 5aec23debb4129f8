package org.mer.training.layer;

import java.util.Collection;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Convolutions of [batch, height, width, channels] that keep height and width, without bias or
 * activation: those of the normalisation behind them follow. The parameters are those of DL4J's
 * {@link ConvolutionLayer}, which computes each forward pass twice in learning.
 */
public final class SameConvolution extends ConvolutionLayer {
  private static final long serialVersionUID = 1L;

  /** Only for reading a definition back. */
  public SameConvolution() {
    // what it needs, the reader sets
  }

  /** Square kernels of an odd side, one for each channel that comes out. */
  public SameConvolution(int side, int channels) {
    super(
        new Builder(side, side)
            .nOut(channels)
            .hasBias(false)
            .activation(Activation.IDENTITY)
            .convolutionMode(ConvolutionMode.Same)
            .dataFormat(CNN2DFormat.NHWC));
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
        .complete(new SameConvolutionLayer(conf, type));
  }
}
