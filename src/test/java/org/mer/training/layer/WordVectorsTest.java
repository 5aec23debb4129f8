package org.mer.training.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.EmbeddingSequenceLayer;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

class WordVectorsTest {
  private static final int WORDS = 17;
  private static final int SIZE = 5;
  private static final int UNITS = 6;

  private final Batches batches = new Batches(DataType.FLOAT);

  @Test
  void computesWhatTheLayerOfDl4jDoes() {
    SideBySide both = both(List.of(vectors()), List.of(theirs()));
    DataSet batch = batches.tweets(WORDS, 7, List.of(7, 7, 7));
    batch.setFeaturesMaskArray(null);

    both.assertSame(batch);
    both.assertSame(batches.tweets(WORDS, 1, List.of(1)));
  }

  @Test
  void computesWhatANetworkOfDl4jDoesWithTweetsOfSeveralLengths() {
    SideBySide both = both(List.of(vectors(), new FusedLstm(UNITS)), List.of(theirs(), lstm()));
    DataSet batch = batches.tweets(WORDS, 9, List.of(9, 1, 4, 8, 2));

    both.assertSame(batch);
    both.assertSame(batches.tweets(WORDS, 3, List.of(2)));
    for (int step = 0; step < 5; step++) {
      both.fit(batch);
    }

    both.assertSame(batch);
  }

  @Test
  void vectorsAreThoseOfTheTableAndZeroWhereMasked() {
    SideBySide both = both(List.of(vectors()), List.of(theirs()));
    DataSet batch = batches.tweets(WORDS, 6, List.of(6, 1, 3));

    INDArray vectors = layerOutput(both.ours(), batch, 1);

    assertThat(vectors).isEqualTo(layerOutput(both.theirs(), batch, 1));
    assertThat(vectors.get(NDArrayIndex.point(1)).getColumn(0).norm2Number().doubleValue())
        .isPositive();
    assertThat(
            vectors
                .get(NDArrayIndex.point(1), NDArrayIndex.all(), NDArrayIndex.interval(1, 6))
                .norm2Number()
                .doubleValue())
        .isZero();
  }

  @Test
  void aWordThatOccursOftenAddsItsErrorsUp() {
    SideBySide both = both(List.of(vectors(), new FusedLstm(UNITS)), List.of(theirs(), lstm()));
    DataSet batch = batches.tweets(2, 12, List.of(12, 5, 8));

    both.assertSame(batch);
  }

  /** As the pooling sees it: padding changes neither outputs nor gradients. */
  @ParameterizedTest(name = "{0} steps")
  @ValueSource(ints = {10, 13, 40})
  void paddingChangesNothing(int steps) {
    MultiLayerNetwork network = network(DataType.FLOAT);
    List<Integer> lengths = List.of(9, 1, 4, 8, 2);
    DataSet tight = batches.tweets(WORDS, 9, lengths);
    DataSet padded = batches.tweets(WORDS, steps, lengths);

    assertThat(
            SideBySide.deviation(layerOutput(network, padded, 3), layerOutput(network, tight, 3)))
        .isCloseTo(0, within(1e-6));
    assertThat(
            SideBySide.deviation(
                SideBySide.output(network, padded), SideBySide.output(network, tight)))
        .isCloseTo(0, within(1e-6));
    List<INDArray> expected = SideBySide.gradients(network, tight);
    List<INDArray> actual = SideBySide.gradients(network, padded);
    for (int i = 0; i < expected.size(); i++) {
      assertThat(SideBySide.deviation(actual.get(i), expected.get(i)))
          .as("gradient of parameter %d", i)
          .isCloseTo(0, within(1e-6));
    }
  }

  @Test
  void tweetsDoNotChangeEachOther() {
    MultiLayerNetwork network = network(DataType.FLOAT);
    INDArray together =
        SideBySide.output(network, batches.tweets(WORDS, 9, List.of(9, 1, 4, 8, 2)));
    INDArray alone = SideBySide.output(network, batches.tweets(WORDS, 9, List.of(9)));

    assertThat(SideBySide.deviation(together.getRow(0, true), alone)).isCloseTo(0, within(1e-6));
  }

  @ParameterizedTest(name = "word {0}")
  @ValueSource(ints = {WORDS, -1, 1_000_000})
  void aWordOutsideTheVocabularyIsRefused(int word) {
    MultiLayerNetwork network = network(DataType.FLOAT);
    DataSet batch = batches.tweets(WORDS, 3, List.of(3, 2));
    batch.getFeatures().putScalar(new int[] {1, 0, 1}, word);

    assertThatThrownBy(() -> SideBySide.output(network, batch))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("17 words")
        .hasMessageContaining("number " + word);
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"NaN", "-0.5", "3.5"})
  void whatIsNoNumberOfAWordIsRefused(float word) {
    MultiLayerNetwork network = network(DataType.FLOAT);
    DataSet batch = batches.tweets(WORDS, 3, List.of(3, 2));
    batch.getFeatures().putScalar(new int[] {1, 0, 1}, word);

    assertThatThrownBy(() -> SideBySide.output(network, batch))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(String.valueOf(word));
  }

  @Test
  void doublePrecisionIsRefused() {
    MultiLayerNetwork network = network(DataType.DOUBLE);
    DataSet batch = new Batches(DataType.DOUBLE).tweets(WORDS, 3, List.of(3, 2));

    assertThatThrownBy(() -> SideBySide.output(network, batch))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("DOUBLE");
  }

  /** A layer's gradient on its own, too, lies as the table does. */
  @Test
  void theFlatGradientLiesRowAfterRow() {
    MultiLayerNetwork network = network(DataType.FLOAT);
    List<INDArray> gradients =
        SideBySide.gradients(network, batches.tweets(WORDS, 4, List.of(4, 2)));

    INDArray flat = network.gradient().gradient();

    assertThat(flat.toFloatVector())
        .startsWith(Nd4j.toFlattened('c', gradients.get(0)).toFloatVector());
  }

  /** What comes out of the first so many layers. */
  private static INDArray layerOutput(MultiLayerNetwork network, DataSet batch, int layers) {
    network.setLayerMaskArrays(batch.getFeaturesMaskArray(), null);
    INDArray output = network.feedForward(batch.getFeatures()).get(layers);
    network.clearLayerMaskArrays();
    return output;
  }

  private MultiLayerNetwork network(DataType type) {
    return SideBySide.network(
        type,
        InputType.recurrent(WORDS),
        new Pooled(batches.output()).ours(List.of(vectors(), new FusedLstm(UNITS))));
  }

  private SideBySide both(List<Layer> ours, List<Layer> theirs) {
    Pooled pooled = new Pooled(batches.output());
    return SideBySide.of(InputType.recurrent(WORDS), pooled.ours(ours), pooled.theirs(theirs));
  }

  private static WordVectors vectors() {
    return new WordVectors(WORDS, SIZE);
  }

  private static EmbeddingSequenceLayer theirs() {
    return new EmbeddingSequenceLayer.Builder().nIn(WORDS).nOut(SIZE).build();
  }

  private static LSTM lstm() {
    return new LSTM.Builder().nOut(UNITS).activation(Activation.TANH).build();
  }
}
