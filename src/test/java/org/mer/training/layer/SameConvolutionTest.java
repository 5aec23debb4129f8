package org.mer.training.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;

class SameConvolutionTest {
  private final Batches batches = new Batches(DataType.FLOAT);

  @ParameterizedTest(name = "{0} pictures of {1} x {2} x {3}, kernels of side {4}")
  @CsvSource({
    "4, 8, 8, 1, 3",
    "4, 8, 8, 1, 5",
    "3, 7, 11, 1, 3",
    "3, 11, 7, 1, 5",
    "1, 5, 3, 1, 3",
    "4, 8, 8, 4, 3",
    "3, 7, 11, 3, 5",
    "1, 9, 5, 2, 3",
    "2, 3, 3, 2, 5"
  })
  void computesWhatTheLayerOfDl4jDoes(int batch, int height, int width, int channels, int side) {
    SideBySide both =
        SideBySide.of(
            InputType.convolutional(height, width, channels, CNN2DFormat.NHWC),
            List.of(new SameConvolution(side, 6), batches.output()),
            List.of(theirs(side, 6), batches.output()));

    both.assertSame(batches.numbers(batch, height, width, channels));
  }

  @ParameterizedTest(name = "{0} channels in")
  @CsvSource({"1", "3"})
  void computesWhatSeveralLayersOfDl4jDo(int channels) {
    SideBySide both =
        SideBySide.of(
            InputType.convolutional(9, 7, channels, CNN2DFormat.NHWC),
            List.of(
                new SameConvolution(3, 5),
                new ActivationLayer(Activation.TANH),
                new SameConvolution(5, 1),
                new ActivationLayer(Activation.TANH),
                new SameConvolution(3, 4),
                batches.output()),
            List.of(
                theirs(3, 5),
                new ActivationLayer(Activation.TANH),
                theirs(5, 1),
                new ActivationLayer(Activation.TANH),
                theirs(3, 4),
                batches.output()));

    both.assertSame(batches.numbers(4, 9, 7, channels));
  }

  /** Arrays are kept from batch to batch, and must not show in a smaller one. */
  @Test
  void batchesOfOtherSizesFollowEachOther() {
    SideBySide both =
        SideBySide.of(
            InputType.convolutional(6, 6, 1, CNN2DFormat.NHWC),
            List.of(new SameConvolution(3, 4), batches.output()),
            List.of(theirs(3, 4), batches.output()));

    for (int batch : new int[] {5, 2, 7, 1}) {
      both.assertSame(batches.numbers(batch, 6, 6, 1));
    }
  }

  @Test
  void onlyTheFirstLayerLeavesTheErrorsOfItsInputsOut() {
    MultiLayerNetwork network =
        SideBySide.network(
            DataType.FLOAT,
            InputType.convolutional(6, 6, 1, CNN2DFormat.NHWC),
            List.of(new SameConvolution(3, 4), batches.output()));

    assertThat(SideBySide.inputErrors(network, batches.numbers(2, 6, 6, 1))).isNull();
  }

  @Test
  void doublePrecisionIsRefused() {
    MultiLayerNetwork network =
        SideBySide.network(
            DataType.DOUBLE,
            InputType.convolutional(6, 6, 2, CNN2DFormat.NHWC),
            List.of(new SameConvolution(3, 4), batches.output()));

    assertThatThrownBy(
            () -> network.output(new Batches(DataType.DOUBLE).numbers(2, 6, 6, 2).getFeatures()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("DOUBLE");
  }

  private static ConvolutionLayer theirs(int side, int channels) {
    return new ConvolutionLayer.Builder(side, side)
        .nOut(channels)
        .hasBias(false)
        .activation(Activation.IDENTITY)
        .convolutionMode(ConvolutionMode.Same)
        .dataFormat(CNN2DFormat.NHWC)
        .build();
  }
}
