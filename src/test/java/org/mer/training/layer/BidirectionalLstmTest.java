package org.mer.training.layer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.recurrent.Bidirectional;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.indexing.NDArrayIndex;

class BidirectionalLstmTest {
  private final Batches batches = new Batches(DataType.FLOAT);

  @ParameterizedTest(name = "{0} sequences of {1} steps of {2} numbers, {3} units")
  @CsvSource({
    "1, 1, 4, 3",
    "5, 1, 4, 3",
    "1, 6, 4, 3",
    "5, 6, 4, 3",
    "3, 2, 1, 5",
    "16, 30, 24, 32"
  })
  void computesWhatTheLayerOfDl4jDoes(int batch, int steps, int size, int units) {
    pooled(size, List.of(new BidirectionalLstm(units)), List.of(theirs(units)))
        .assertSame(batches.numbers(batch, size, steps));
  }

  @Test
  void computesWhatTwoOnTopOfEachOtherDo() {
    pooled(
            4,
            List.of(new BidirectionalLstm(6), new BidirectionalLstm(5)),
            List.of(theirs(6), theirs(5)))
        .assertSame(batches.numbers(5, 4, 9));
  }

  @Test
  void batchesOfOtherSizesFollowEachOther() {
    SideBySide both = pooled(4, List.of(new BidirectionalLstm(6)), List.of(theirs(6)));

    both.assertSame(batches.numbers(5, 4, 9));
    both.assertSame(batches.numbers(2, 4, 12));
    both.assertSame(batches.numbers(8, 4, 3));
    both.assertSame(batches.numbers(1, 4, 1));
  }

  @Test
  void learnsTheSame() {
    SideBySide both = pooled(4, List.of(new BidirectionalLstm(6)), List.of(theirs(6)));
    DataSet batch = batches.numbers(4, 4, 7);
    for (int step = 0; step < 10; step++) {
      both.fit(batch);
    }

    both.assertSame(batch);
  }

  /** Scoring forgets each step, as no error will flow back. */
  @Test
  void scoringAndLearningSeeTheSame() {
    MultiLayerNetwork network =
        pooled(4, List.of(new BidirectionalLstm(6)), List.of(theirs(6))).ours();
    INDArray longer = batches.numbers(5, 4, 9).getFeatures();
    INDArray shorter = batches.numbers(3, 4, 2).getFeatures();

    for (INDArray sequences : List.of(longer, shorter, longer)) {
      assertThat(network.output(sequences, false)).isEqualTo(network.output(sequences, true));
    }
  }

  /** Of DL4J's layer that is not so: its second memory begins with the padding. */
  @Test
  void paddingChangesNoOutput() {
    MultiLayerNetwork network =
        SideBySide.network(
            DataType.FLOAT,
            InputType.recurrent(4),
            new Pooled(batches.output()).ours(List.of(new BidirectionalLstm(6))));
    DataSet padded = batches.sequences(4, 9, List.of(5, 5, 5));
    INDArray mask = padded.getFeaturesMaskArray();
    INDArray longer = padded.getFeatures().add(mask.rsub(1).muli(3).reshape(3, 1, 9));
    INDArray shorter =
        longer.get(NDArrayIndex.all(), NDArrayIndex.all(), NDArrayIndex.interval(0, 5)).dup();

    assertThat(network.output(longer, false, mask, null)).isEqualTo(network.output(shorter));
  }

  private SideBySide pooled(int size, List<Layer> ours, List<Layer> theirs) {
    Pooled pooled = new Pooled(batches.output());
    return SideBySide.of(InputType.recurrent(size), pooled.ours(ours), pooled.theirs(theirs));
  }

  private static Bidirectional theirs(int units) {
    return new Bidirectional(
        new LSTM.Builder()
            .nOut(units)
            .activation(Activation.TANH)
            .gateActivationFunction(Activation.SIGMOID)
            .build());
  }
}
