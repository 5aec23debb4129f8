package org.mer.training.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.dataset.DataSet;

class RectifiedNormalizationTest {
  private final Batches batches = new Batches(DataType.FLOAT);

  /** The stripe has 512 numbers at least; the block, 32 stripes. */
  @ParameterizedTest(name = "{0} pictures of {1} x {2} x {3}")
  @CsvSource({
    "4, 6, 6, 3",
    "1, 5, 3, 7",
    "1, 9, 7, 48",
    "3, 13, 11, 48",
    "2, 4, 5, 600",
    "3, 9, 11, 600",
    "2, 16, 16, 512",
    "8, 24, 24, 16",
    "5, 31, 29, 1"
  })
  void computesWhatTwoLayersOfDl4jDo(int batch, int height, int width, int channels) {
    SideBySide both = alone(height, width, channels);

    both.assertSame(batches.numbers(batch, height, width, channels));
    both.assertSame(batches.about(-3, 4, batch, height, width, channels));
  }

  /** Where DL4J's own layers stray, in single precision, by up to 5 %. */
  @ParameterizedTest(name = "mean {0}, deviation {1}, {2} pictures of {3} channels")
  @CsvSource({"100, 0.1, 8, 16", "100, 0.1, 1, 7", "-100, 0.1, 16, 48", "0, 0.001, 4, 3"})
  void keepsSmallDeviationsFromALargeMean(double mean, double deviation, int batch, int channels) {
    InputType input = InputType.convolutional(24, 24, channels, CNN2DFormat.NHWC);
    SideBySide exact = SideBySide.exact(input, ours(), theirs());
    DataSet pictures = batches.about(mean, deviation, batch, 24, 24, channels);

    assertThat(exact.deviationInLearning(pictures)).isLessThan(1e-3);
    List<Double> straying = exact.deviations(pictures);
    assertThat(straying.subList(2, 4)).as("running moments").allMatch(d -> d < 1e-6);
    List<Double> allowed = deviationsOfDl4j(input, pictures);
    for (int i = 0; i < straying.size(); i++) {
      assertThat(straying.get(i)).as("parameter " + i).isLessThanOrEqualTo(allowed.get(i));
    }
  }

  private List<Double> deviationsOfDl4j(InputType input, DataSet pictures) {
    return SideBySide.exact(input, theirs(), theirs()).deviations(pictures).stream()
        .map(d -> Math.max(d, 1e-6))
        .toList();
  }

  @Test
  void runningMomentsFollowThoseOfTheBatches() {
    SideBySide both = alone(9, 7, 5);
    for (int step = 0; step < 6; step++) {
      both.fit(batches.about(step, 1 + step, 4, 9, 7, 5));
    }

    both.assertSameOutput(batches.numbers(4, 9, 7, 5));
  }

  @Test
  void batchesOfOtherSizesFollowEachOther() {
    SideBySide both = alone(6, 6, 48);

    for (int batch : new int[] {20, 1, 33, 2}) {
      both.assertSame(batches.numbers(batch, 6, 6, 48));
    }
  }

  @Test
  void computesWhatAConvolutionalNetworkOfDl4jDoes() {
    SideBySide both =
        SideBySide.of(
            InputType.convolutional(12, 12, 1, CNN2DFormat.NHWC),
            List.of(
                new SameConvolution(3, 6),
                new RectifiedNormalization(),
                pooling(),
                new SameConvolution(3, 9),
                new RectifiedNormalization(),
                new GlobalPoolingLayer(PoolingType.AVG),
                batches.output()),
            List.of(
                convolution(6),
                normalization(),
                new ActivationLayer(Activation.RELU),
                pooling(),
                convolution(9),
                normalization(),
                new ActivationLayer(Activation.RELU),
                new GlobalPoolingLayer(PoolingType.AVG),
                batches.output()));
    DataSet batch = batches.numbers(8, 12, 12, 1);

    both.assertSame(batch);
    for (int step = 0; step < 5; step++) {
      both.fit(batch);
    }

    both.assertSame(batch);
  }

  @Test
  void doublePrecisionIsRefused() {
    MultiLayerNetwork network =
        SideBySide.network(
            DataType.DOUBLE,
            InputType.convolutional(6, 6, 2, CNN2DFormat.NHWC),
            List.of(new RectifiedNormalization(), batches.output()));
    DataSet batch = new Batches(DataType.DOUBLE).numbers(2, 6, 6, 2);

    assertThatThrownBy(() -> network.output(batch.getFeatures()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("DOUBLE");
  }

  private SideBySide alone(int height, int width, int channels) {
    return SideBySide.of(
        InputType.convolutional(height, width, channels, CNN2DFormat.NHWC), ours(), theirs());
  }

  private List<Layer> ours() {
    return List.of(new RectifiedNormalization(), batches.output());
  }

  private List<Layer> theirs() {
    return List.of(normalization(), new ActivationLayer(Activation.RELU), batches.output());
  }

  private static BatchNormalization normalization() {
    return new BatchNormalization.Builder().useLogStd(false).dataFormat(CNN2DFormat.NHWC).build();
  }

  private static ConvolutionLayer convolution(int channels) {
    return new ConvolutionLayer.Builder(3, 3)
        .nOut(channels)
        .hasBias(false)
        .activation(Activation.IDENTITY)
        .convolutionMode(ConvolutionMode.Same)
        .dataFormat(CNN2DFormat.NHWC)
        .build();
  }

  private static SubsamplingLayer pooling() {
    return new SubsamplingLayer.Builder(PoolingType.MAX)
        .kernelSize(2, 2)
        .stride(2, 2)
        .dataFormat(CNN2DFormat.NHWC)
        .build();
  }
}
