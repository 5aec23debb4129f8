package org.mer.training.layer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.conf.layers.recurrent.LastTimeStep;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.dataset.DataSet;

/** Every gradient against central differences, in double precision. */
@TestInstance(Lifecycle.PER_CLASS)
class GradientTest {
  private static final String CONVOLUTION = "SameConvolution";
  private static final String NORMALIZATION = "RectifiedNormalization";
  private static final String DEPTHWISE = "DepthwiseConvolution";
  private static final String RESIDUAL = "ResidualUnit";
  private static final String LSTM = "FusedLstm";
  private static final String BIDIRECTIONAL = "BidirectionalLstm";
  private static final String LARGEST = "LargestOverTime";
  private static final String VECTORS = "WordVectors";
  private static final String BLOCK = "EncoderBlock";
  private static final String NORM = "LayerNorm";
  private static final String POSITIONS = "Positions";

  private final Batches batches = new Batches(DataType.DOUBLE);
  private DoubleTwin twin;

  @BeforeAll
  void compile(@TempDir Path folder) throws IOException {
    twin = new DoubleTwin(folder);
  }

  @AfterAll
  void close() throws IOException {
    twin.close();
  }

  @ParameterizedTest(name = "{0} channels, kernels of side {1}")
  @CsvSource({"1, 3", "1, 5", "2, 3", "2, 5"})
  void ofConvolutions(int channels, int side) {
    check(
        InputType.convolutional(5, 4, channels, CNN2DFormat.NHWC),
        batches.numbers(2, 5, 4, channels),
        twin.layer(CONVOLUTION, side, 3),
        new ActivationLayer(Activation.TANH),
        twin.layer(CONVOLUTION, 3, 2));
  }

  @ParameterizedTest(name = "{0} channels")
  @ValueSource(ints = {1, 3, 7, 48})
  void ofNormalisations(int channels) {
    check(
        InputType.convolutional(3, 4, channels, CNN2DFormat.NHWC),
        batches.about(2, 3, 2, 3, 4, channels),
        100,
        twin.layer(NORMALIZATION));
  }

  @Test
  void ofNormalisationsThatSpanSeveralBlocks() {
    check(
        InputType.convolutional(3, 4, 600, CNN2DFormat.NHWC),
        batches.numbers(3, 3, 4, 600),
        60,
        twin.layer(NORMALIZATION),
        new GlobalPoolingLayer(PoolingType.AVG));
  }

  @ParameterizedTest(name = "{0} channels")
  @ValueSource(ints = {1, 2})
  void ofConvolutionalNetworks(int channels) {
    check(
        InputType.convolutional(6, 5, channels, CNN2DFormat.NHWC),
        batches.numbers(3, 6, 5, channels),
        twin.layer(CONVOLUTION, 3, 3),
        twin.layer(NORMALIZATION),
        twin.layer(CONVOLUTION, 3, 4),
        twin.layer(NORMALIZATION),
        new GlobalPoolingLayer(PoolingType.AVG));
  }

  @ParameterizedTest(name = "{0} channels, kernels of side {1}")
  @CsvSource({"1, 3", "3, 3", "2, 5"})
  void ofSeparableConvolutions(int channels, int side) {
    check(
        InputType.convolutional(5, 4, channels, CNN2DFormat.NHWC),
        batches.numbers(2, 5, 4, channels),
        twin.layer(DEPTHWISE, side),
        twin.layer(CONVOLUTION, 1, 4),
        twin.layer(NORMALIZATION),
        twin.layer(DEPTHWISE, side),
        twin.layer(CONVOLUTION, 1, 2));
  }

  @ParameterizedTest(name = "{0} channels that become {1}")
  @CsvSource({"3, 3", "3, 4", "4, 2", "1, 3", "1, 1"})
  void ofResidualUnits(int channels, int wanted) {
    check(
        InputType.convolutional(5, 4, channels, CNN2DFormat.NHWC),
        batches.numbers(3, 5, 4, channels),
        twin.layer(RESIDUAL, wanted),
        twin.layer(NORMALIZATION),
        new GlobalPoolingLayer(PoolingType.AVG));
  }

  @Test
  void ofSeveralResidualUnits() {
    check(
        InputType.convolutional(4, 4, 1, CNN2DFormat.NHWC),
        batches.numbers(3, 4, 4, 1),
        twin.layer(CONVOLUTION, 3, 2),
        twin.layer(RESIDUAL, 3),
        twin.layer(RESIDUAL, 3),
        new GlobalPoolingLayer(PoolingType.AVG));
  }

  @ParameterizedTest(name = "{0} sequences of {1} steps of {2} numbers, {3} units")
  @CsvSource({"1, 1, 3, 4", "3, 1, 3, 4", "1, 5, 3, 4", "3, 5, 3, 4", "2, 3, 1, 1"})
  void ofLongShortTermMemories(int batch, int steps, int size, int units) {
    check(
        InputType.recurrent(size),
        batches.numbers(batch, size, steps),
        new LastTimeStep(twin.layer(LSTM, units)));
  }

  @Test
  void ofTwoLongShortTermMemoriesAndTheLargestOverTime() {
    check(
        InputType.recurrent(3),
        batches.numbers(3, 3, 5),
        twin.layer(LSTM, 4),
        twin.layer(LSTM, 3),
        twin.layer(LARGEST));
  }

  @Test
  void ofTheLargestOverTime() {
    check(InputType.recurrent(3), batches.numbers(3, 3, 5), twin.layer(LARGEST));
  }

  @Test
  void ofSequencesOfSeveralLengths() {
    check(
        InputType.recurrent(3),
        batches.sequences(3, 6, List.of(6, 1, 4)),
        twin.layer(LSTM, 4),
        twin.layer(LARGEST));
  }

  @Test
  void ofBidirectionalMemories() {
    check(
        InputType.recurrent(3),
        batches.sequences(3, 6, List.of(6, 1, 4)),
        twin.layer(BIDIRECTIONAL, 4),
        twin.layer(BIDIRECTIONAL, 2),
        twin.layer(LARGEST));
  }

  @ParameterizedTest(
      name = "{0} sequences of {1} steps of {2} numbers, {3} heads, {4} units, reach {5}")
  @CsvSource({
    "1, 1, 4, 1, 3, 0",
    "3, 1, 4, 2, 3, 1",
    "1, 5, 4, 4, 3, 2",
    "3, 5, 6, 2, 7, 0",
    "6, 3, 6, 2, 5, 4"
  })
  void ofEncoderBlocks(int batch, int steps, int size, int heads, int hidden, int reach) {
    check(
        InputType.recurrent(size),
        batches.numbers(batch, size, steps),
        twin.layer(BLOCK, heads, hidden, reach),
        new GlobalPoolingLayer(PoolingType.SUM));
  }

  @Test
  void ofEncoderBlocksOnTopOfEachOtherOverSeveralLengths() {
    check(
        InputType.recurrent(4),
        batches.sequences(4, 6, List.of(6, 1, 4)),
        twin.layer(BLOCK, 2, 5, 2),
        twin.layer(BLOCK, 1, 3, 1),
        twin.layer(NORM),
        twin.layer(LARGEST));
  }

  @Test
  void ofNormalisedVectors() {
    check(
        InputType.recurrent(5),
        batches.about(3, 2, 3, 5, 4),
        twin.layer(NORM),
        new GlobalPoolingLayer(PoolingType.PNORM));
  }

  @Test
  void ofTweetsWithPositions() {
    check(
        InputType.recurrent(6),
        batches.tweets(6, 7, List.of(7, 2, 4, 1)),
        twin.layer(VECTORS, 6, 4),
        twin.layer(POSITIONS),
        twin.layer(BLOCK, 2, 5, 2),
        twin.layer(LARGEST));
  }

  @Test
  void ofTweetsOfSeveralLengths() {
    check(
        InputType.recurrent(6),
        batches.tweets(6, 7, List.of(7, 2, 4, 1)),
        twin.layer(VECTORS, 6, 3),
        twin.layer(LSTM, 4),
        twin.layer(LARGEST));
  }

  private void check(InputType input, DataSet batch, Layer... layers) {
    check(input, batch, Integer.MAX_VALUE, layers);
  }

  private void check(InputType input, DataSet batch, int most, Layer... layers) {
    List<Layer> all = new ArrayList<>(List.of(layers));
    all.add(batches.output());
    Differences differences =
        new Differences(SideBySide.network(DataType.DOUBLE, input, all), batch, most);

    assertThat(differences.ofWeights()).as("weights").isEmpty();
    assertThat(differences.ofInputs()).as("inputs").isEmpty();
  }
}
