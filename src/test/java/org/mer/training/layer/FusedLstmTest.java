package org.mer.training.layer;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.List;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.recurrent.LastTimeStep;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.dataset.DataSet;

class FusedLstmTest {
  private final Batches batches = new Batches(DataType.FLOAT);

  @ParameterizedTest(name = "{0} sequences of {1} steps of {2} numbers, {3} units")
  @CsvSource({
    "1, 1, 4, 3",
    "5, 1, 4, 3",
    "1, 6, 4, 3",
    "5, 6, 4, 3",
    "1, 5, 1, 1",
    "3, 2, 1, 5",
    "16, 40, 24, 32"
  })
  void computesWhatTheLayerOfDl4jDoes(int batch, int steps, int size, int units) {
    SideBySide both = pooled(size, List.of(new FusedLstm(units)), List.of(theirs(units)));

    both.assertSame(batches.numbers(batch, size, steps));
  }

  @Test
  void computesWhatTwoOnTopOfEachOtherDo() {
    SideBySide both =
        pooled(4, List.of(new FusedLstm(6), new FusedLstm(5)), List.of(theirs(6), theirs(5)));

    both.assertSame(batches.numbers(5, 4, 9));
  }

  /** Dl4j's layer makes masked outputs zero; a pooling behind it must not see them anyhow. */
  @Test
  void computesTheSameWithPaddingAtTheEnd() {
    SideBySide both = pooled(4, List.of(new FusedLstm(6)), List.of(theirs(6)));

    both.assertSame(batches.sequences(4, 9, List.of(9, 1, 4, 8, 2)));
  }

  @Test
  void errorsOfTheLastStepAloneFlowBack() {
    SideBySide both =
        SideBySide.of(
            InputType.recurrent(4),
            List.of(new LastTimeStep(new FusedLstm(6)), batches.output()),
            List.of(new LastTimeStep(theirs(6)), batches.output()));

    both.assertSame(batches.numbers(5, 4, 12));
  }

  @Test
  void computesTheSameFarFromZero() {
    SideBySide both = pooled(4, List.of(new FusedLstm(6)), List.of(theirs(6)));

    both.assertSame(batches.about(1, 8, 5, 4, 9));
  }

  /** Arrays are kept from batch to batch, and must not show in a smaller one. */
  @Test
  void batchesOfOtherSizesFollowEachOther() {
    SideBySide both = pooled(4, List.of(new FusedLstm(6)), List.of(theirs(6)));

    both.assertSame(batches.numbers(5, 4, 9));
    both.assertSame(batches.numbers(2, 4, 12));
    both.assertSame(batches.numbers(8, 4, 3));
    both.assertSame(batches.numbers(1, 4, 1));
    both.assertSame(batches.sequences(4, 9, Collections.nCopies(7, 5)));
  }

  @Test
  void learnsTheSame() {
    SideBySide both = pooled(4, List.of(new FusedLstm(6)), List.of(theirs(6)));
    DataSet batch = batches.numbers(6, 4, 7);
    for (int step = 0; step < 10; step++) {
      both.fit(batch);
    }

    both.assertSame(batch);
  }

  @Test
  void doublePrecisionIsRefused() {
    MultiLayerNetwork network =
        SideBySide.network(
            DataType.DOUBLE,
            InputType.recurrent(4),
            List.of(new FusedLstm(6), new LargestOverTime(), batches.output()));
    DataSet batch = new Batches(DataType.DOUBLE).numbers(2, 4, 3);

    assertThatThrownBy(() -> network.output(batch.getFeatures()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("DOUBLE");
  }

  private SideBySide pooled(int size, List<Layer> ours, List<Layer> theirs) {
    Pooled pooled = new Pooled(batches.output());
    return SideBySide.of(InputType.recurrent(size), pooled.ours(ours), pooled.theirs(theirs));
  }

  private static LSTM theirs(int units) {
    return new LSTM.Builder()
        .nOut(units)
        .activation(Activation.TANH)
        .gateActivationFunction(Activation.SIGMOID)
        .build();
  }
}
