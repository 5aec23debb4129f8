package org.mer.training.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

class LargestOverTimeTest {
  private final Batches batches = new Batches(DataType.FLOAT);

  @ParameterizedTest(name = "{0} sequences of {1} steps of {2} numbers")
  @CsvSource({"1, 1, 1", "1, 6, 4", "5, 1, 4", "5, 6, 4", "8, 50, 33"})
  void computesWhatTheLayerOfDl4jDoes(int batch, int steps, int size) {
    both(size).assertSame(batches.numbers(batch, size, steps));
  }

  @Test
  void computesTheSameWithPadding() {
    DataSet batch = batches.sequences(4, 9, List.of(9, 1, 4, 8, 2));
    INDArray mask = batch.getFeaturesMaskArray().reshape(5, 1, 9);
    batch.getFeatures().subi(5).muli(mask); // what is masked is the largest

    both(4).assertSame(batch);
  }

  @Test
  void computesTheSameWithPaddingAnywhere() {
    DataSet batch = batches.numbers(3, 4, 5);
    batch.setFeaturesMaskArray(
        Nd4j.createFromArray(new float[][] {{0, 1, 0, 1, 1}, {0, 0, 0, 0, 1}, {1, 0, 1, 0, 0}}));

    both(4).assertSame(batch);
  }

  @Test
  void ofEqualValuesTheFirstCounts() {
    MultiLayerNetwork network = ours(2);
    DataSet batch = batches.numbers(1, 2, 4);
    batch.setFeatures(Nd4j.createFromArray(new float[][][] {{{1, 3, 3, 2}, {-1, -1, -1, -1}}}));

    INDArray errors = SideBySide.inputErrors(network, batch);

    assertThat(where(errors, 0)).containsExactly(1);
    assertThat(where(errors, 1)).containsExactly(0);
  }

  @Test
  void whereAllStepsAreMaskedThereIsZero() {
    MultiLayerNetwork network = ours(2);
    DataSet batch = batches.numbers(2, 2, 3);
    batch.setFeaturesMaskArray(Nd4j.createFromArray(new float[][] {{0, 0, 0}, {1, 1, 1}}));
    SideBySide.gradients(network, batch);
    network.setLayerMaskArrays(batch.getFeaturesMaskArray(), null);
    INDArray pooled = network.feedForward(batch.getFeatures()).get(1);

    INDArray errors = SideBySide.inputErrors(network, batch);

    assertThat(pooled.getRow(0).toFloatVector()).containsOnly(0);
    assertThat(pooled.getRow(1).toFloatVector()).doesNotContain(0);
    assertThat(errors.get(NDArrayIndex.point(0)).norm2Number().doubleValue()).isZero();
    assertThat(errors.get(NDArrayIndex.point(1)).norm2Number().doubleValue()).isPositive();
  }

  @Test
  void doublePrecisionIsRefused() {
    List<Layer> layers = new Pooled(batches.output()).ours(List.of());
    MultiLayerNetwork network = SideBySide.network(DataType.DOUBLE, InputType.recurrent(4), layers);
    DataSet batch = new Batches(DataType.DOUBLE).numbers(2, 4, 3);

    assertThatThrownBy(() -> network.output(batch.getFeatures()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("DOUBLE");
  }

  /** The steps at which a unit of the only example errs. */
  private static int[] where(INDArray errors, int unit) {
    float[] steps =
        errors.get(NDArrayIndex.point(0), NDArrayIndex.point(unit)).dup().toFloatVector();
    return IntStream.range(0, steps.length).filter(i -> steps[i] != 0).toArray();
  }

  private MultiLayerNetwork ours(int size) {
    return SideBySide.network(
        DataType.FLOAT, InputType.recurrent(size), new Pooled(batches.output()).ours(List.of()));
  }

  private SideBySide both(int size) {
    Pooled pooled = new Pooled(batches.output());
    return SideBySide.of(
        InputType.recurrent(size), pooled.ours(List.of()), pooled.theirs(List.of()));
  }
}
