package org.mer.training.layer;

import java.util.Collection;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.DepthwiseConvolution2D;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A convolution of each channel of [batch, height, width, channels] with a kernel of its own, which
 * keeps height, width and channels, without bias or activation: the first half of a separable
 * convolution (Chollet 2017, Xception), whose second one is a {@link SameConvolution} of side 1.
 * The parameters are those of DL4J's {@link DepthwiseConvolution2D}, which computes each forward
 * pass twice in learning.
 */
public final class DepthwiseConvolution extends DepthwiseConvolution2D {
  private static final long serialVersionUID = 1L;

  /** Only for reading a definition back. */
  public DepthwiseConvolution() {
    // what it needs, the reader sets
  }

  /** Square kernels of an odd side. */
  public DepthwiseConvolution(int side) {
    super(
        new Builder(side, side)
            .depthMultiplier(1)
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
        .complete(new DepthwiseConvolutionLayer(conf, type));
  }
}
