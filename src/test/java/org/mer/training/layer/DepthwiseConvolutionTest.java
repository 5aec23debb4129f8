package org.mer.training.layer;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.DepthwiseConvolution2D;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;

class DepthwiseConvolutionTest {
  private final Batches batches = new Batches(DataType.FLOAT);

  @ParameterizedTest(name = "{0} pictures of {1} x {2} x {3}, kernels of side {4}")
  @CsvSource({
    "4, 8, 8, 1, 3",
    "4, 8, 8, 4, 3",
    "3, 7, 11, 3, 5",
    "1, 5, 3, 2, 3",
    "2, 3, 3, 2, 5",
    "2, 12, 12, 64, 3",
    "5, 6, 6, 33, 3"
  })
  void computesWhatTheLayerOfDl4jDoes(int batch, int height, int width, int channels, int side) {
    SideBySide both =
        SideBySide.of(
            InputType.convolutional(height, width, channels, CNN2DFormat.NHWC),
            List.of(new DepthwiseConvolution(side), batches.output()),
            List.of(theirs(side), batches.output()));

    both.assertSame(batches.numbers(batch, height, width, channels));
  }

  @Test
  void batchesOfOtherSizesFollowEachOther() {
    SideBySide both =
        SideBySide.of(
            InputType.convolutional(6, 7, 5, CNN2DFormat.NHWC),
            List.of(
                new DepthwiseConvolution(3),
                new ActivationLayer(Activation.TANH),
                new DepthwiseConvolution(5),
                batches.output()),
            List.of(theirs(3), new ActivationLayer(Activation.TANH), theirs(5), batches.output()));

    for (int batch : new int[] {5, 2, 7, 1}) {
      both.assertSame(batches.numbers(batch, 6, 7, 5));
    }
  }

  @Test
  void doublePrecisionIsRefused() {
    MultiLayerNetwork network =
        SideBySide.network(
            DataType.DOUBLE,
            InputType.convolutional(6, 6, 2, CNN2DFormat.NHWC),
            List.of(new DepthwiseConvolution(3), batches.output()));

    assertThatThrownBy(
            () -> network.output(new Batches(DataType.DOUBLE).numbers(2, 6, 6, 2).getFeatures()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("DOUBLE");
  }

  private static DepthwiseConvolution2D theirs(int side) {
    return new DepthwiseConvolution2D.Builder(side, side)
        .depthMultiplier(1)
        .hasBias(false)
        .activation(Activation.IDENTITY)
        .convolutionMode(ConvolutionMode.Same)
        .dataFormat(CNN2DFormat.NHWC)
        .build();
  }
}
