package org.mer.training.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.SelfAttentionLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

class EncoderBlockTest {
  private static final double EPSILON = 1e-5;

  private final Batches batches = new Batches(DataType.FLOAT);

  /**
   * With a feed-forward part of zeros the block adds to its inputs what DL4J's attention makes of
   * the normalised ones.
   */
  @ParameterizedTest(name = "{0} sequences of {1} steps of {2} numbers, {3} heads")
  @CsvSource({"1, 1, 4, 1", "3, 1, 4, 2", "1, 6, 4, 2", "5, 6, 12, 3", "20, 31, 64, 4"})
  void attendsAsTheLayerOfDl4jDoes(int batch, int steps, int size, int heads) {
    assertAttendsAsDl4jDoes(batches.numbers(batch, size, steps), size, heads);
  }

  @Test
  void attendsAsTheLayerOfDl4jDoesToWhatIsNotMasked() {
    assertAttendsAsDl4jDoes(batches.sequences(4, 9, List.of(9, 1, 4, 8, 2)), 4, 2);
  }

  /** Where all keys have the same score but for their distance. */
  @ParameterizedTest(name = "the word {0} steps on")
  @ValueSource(ints = {-1, 0, 1})
  void aHeadCanAttendToADistanceAlone(int distance) {
    int reach = 2;
    int width = 4;
    MultiLayerNetwork network = network(width, new EncoderBlock(1, 3, reach));
    Map<String, INDArray> weights = network.getLayer(0).paramTable();
    for (String zero :
        List.of(
            EncoderBlock.PARTS_BIAS,
            EncoderBlock.OUTPUT_BIAS,
            EncoderBlock.FORWARD_WEIGHTS,
            EncoderBlock.FORWARD_BIAS)) {
      weights.get(zero).assign(0);
    }

    INDArray parts = weights.get(EncoderBlock.PARTS_WEIGHTS);
    parts.get(NDArrayIndex.all(), NDArrayIndex.interval(0, width)).assign(0);
    weights.get(EncoderBlock.DISTANCE_SCORES).putScalar(reach + distance, 50);
    INDArray in = batches.numbers(1, width, 7).getFeatures();

    INDArray out = network.feedForward(in).get(1).sub(in).get(NDArrayIndex.point(0));

    INDArray values =
        normalized(
                in.get(NDArrayIndex.point(0)).transpose(),
                weights,
                EncoderBlock.ATTENTION_GAIN,
                EncoderBlock.ATTENTION_SHIFT)
            .mmul(parts.get(NDArrayIndex.all(), NDArrayIndex.interval(2 * width, 3 * width)))
            .mmul(weights.get(EncoderBlock.OUTPUT_WEIGHTS));
    for (int step = reach + 1; step < 6; step++) {
      SideBySide.assertClose("step", out.getColumn(step), values.getRow(step + distance));
    }
  }

  @Test
  void rectifiesBetweenTheMatricesOfTheFeedForwardPart() {
    MultiLayerNetwork network = network(4, new EncoderBlock(2, 7, 2));
    Map<String, INDArray> weights = network.getLayer(0).paramTable();
    weights.get(EncoderBlock.OUTPUT_WEIGHTS).assign(0);
    weights.get(EncoderBlock.OUTPUT_BIAS).assign(0);
    INDArray in = batches.numbers(3, 4, 5).getFeatures();

    INDArray out = network.feedForward(in).get(1);

    INDArray rows = in.permute(0, 2, 1).dup('c').reshape(15, 4);
    INDArray hidden =
        normalized(rows, weights, EncoderBlock.FORWARD_GAIN, EncoderBlock.FORWARD_SHIFT)
            .mmul(weights.get(EncoderBlock.HIDDEN_WEIGHTS))
            .addRowVector(weights.get(EncoderBlock.HIDDEN_BIAS));
    INDArray expected =
        Nd4j.math()
            .max(hidden, hidden.mul(0))
            .mmul(weights.get(EncoderBlock.FORWARD_WEIGHTS))
            .addRowVector(weights.get(EncoderBlock.FORWARD_BIAS))
            .add(rows);
    SideBySide.assertClose("output", out.permute(0, 2, 1).dup('c').reshape(15, 4), expected);
  }

  @ParameterizedTest(name = "{0} steps")
  @ValueSource(ints = {10, 13, 40})
  void paddingChangesNothing(int steps) {
    MultiLayerNetwork network = tweets();
    List<Integer> lengths = List.of(9, 1, 4, 8, 2);
    DataSet tight = batches.tweets(17, 9, lengths);
    DataSet padded = batches.tweets(17, steps, lengths);

    assertThat(
            SideBySide.deviation(
                SideBySide.output(network, padded), SideBySide.output(network, tight)))
        .isCloseTo(0, within(1e-6));
    List<INDArray> expected = SideBySide.gradients(network, tight);
    List<INDArray> actual = SideBySide.gradients(network, padded);
    for (int i = 0; i < expected.size(); i++) {
      assertThat(SideBySide.deviation(actual.get(i), expected.get(i)))
          .as("gradient of parameter %d", i)
          .isCloseTo(0, within(1e-5));
    }
  }

  @Test
  void whatStandsInThePaddingChangesNothing() {
    MultiLayerNetwork network = pooled();
    DataSet batch = batches.sequences(4, 9, List.of(9, 1, 4, 8, 2));
    INDArray expected = SideBySide.output(network, batch).dup();
    List<INDArray> gradients = SideBySide.gradients(network, batch);
    INDArray mask = batch.getFeaturesMaskArray().reshape(5, 1, 9);
    batch.getFeatures().addi(mask.rsub(1).muli(300));

    assertThat(SideBySide.output(network, batch)).isEqualTo(expected);
    assertThat(SideBySide.gradients(network, batch)).isEqualTo(gradients);
  }

  @Test
  void aMaskOfOnesIsNone() {
    MultiLayerNetwork network = pooled();
    DataSet batch = batches.sequences(4, 6, List.of(6, 6, 6));
    INDArray masked = SideBySide.output(network, batch).dup();
    batch.setFeaturesMaskArray(null);
    network.clearLayerMaskArrays();

    assertThat(SideBySide.output(network, batch)).isEqualTo(masked);
  }

  @Test
  void whereAllIsMaskedEverythingStaysFinite() {
    MultiLayerNetwork network = pooled();
    DataSet batch = batches.sequences(4, 6, List.of(6, 0, 3));

    assertThat(SideBySide.output(network, batch).sumNumber().doubleValue())
        .isCloseTo(3, within(1e-5));
    assertThat(SideBySide.gradients(network, batch))
        .allSatisfy(gradient -> assertThat(gradient.norm2Number().doubleValue()).isFinite());
  }

  @Test
  void tweetsDoNotChangeEachOther() {
    MultiLayerNetwork network = tweets();
    INDArray together = SideBySide.output(network, batches.tweets(17, 9, List.of(9, 1, 4, 8, 2)));
    INDArray alone = SideBySide.output(network, batches.tweets(17, 9, List.of(9)));

    assertThat(SideBySide.deviation(together.getRow(0, true), alone)).isCloseTo(0, within(1e-6));
  }

  /** Arrays are kept from batch to batch, and must not show in a smaller one. */
  @Test
  void batchesOfOtherSizesFollowEachOther() {
    MultiLayerNetwork used = pooled();
    for (DataSet batch :
        List.of(
            batches.numbers(5, 4, 9),
            batches.numbers(2, 4, 12),
            batches.sequences(4, 7, List.of(2, 7)),
            batches.numbers(8, 4, 3),
            batches.numbers(1, 4, 1))) {
      MultiLayerNetwork fresh = pooled();
      assertThat(SideBySide.gradients(used, batch)).isEqualTo(SideBySide.gradients(fresh, batch));
    }
  }

  @Test
  void theOrderOfTheWordsMattersByTheirPositionsAlone() {
    INDArray forwards = Nd4j.createFromArray(new float[][][] {{{2, 3, 5}}});
    INDArray backwards = Nd4j.createFromArray(new float[][][] {{{5, 3, 2}}});
    MultiLayerNetwork placed = tweets();
    MultiLayerNetwork unplaced =
        SideBySide.network(
            DataType.FLOAT,
            InputType.recurrent(17),
            new Pooled(batches.output())
                .ours(List.of(new WordVectors(17, 6), new EncoderBlock(2, 7, 0))));

    assertThat(SideBySide.deviation(unplaced.output(forwards), unplaced.output(backwards)))
        .isLessThan(1e-6);
    assertThat(SideBySide.deviation(placed.output(forwards), placed.output(backwards)))
        .isGreaterThan(1e-3);
  }

  @Test
  void weightDecayLeavesBiasesGainsAndShiftsAlone() {
    EncoderBlock block = new EncoderBlock(2, 7, 2);
    block.setNIn(4);

    assertThat(block.initializer().weightKeys(block))
        .containsExactly(
            EncoderBlock.PARTS_WEIGHTS,
            EncoderBlock.OUTPUT_WEIGHTS,
            EncoderBlock.HIDDEN_WEIGHTS,
            EncoderBlock.FORWARD_WEIGHTS);
    assertThat(block.getRegularizationByParam(EncoderBlock.PARTS_BIAS))
        .isSameAs(block.getRegularizationBias());
    assertThat(block.getRegularizationByParam(EncoderBlock.ATTENTION_GAIN)).isNull();
    assertThat(block.getRegularizationByParam(EncoderBlock.DISTANCE_SCORES)).isNull();
    assertThat(block.getRegularizationByParam(EncoderBlock.FORWARD_SHIFT)).isNull();
  }

  @Test
  void headsThatDoNotDivideTheWidthAreRefused() {
    EncoderBlock block = new EncoderBlock(3, 7, 0);

    assertThatThrownBy(() -> block.setNIn(InputType.recurrent(64), true))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("heads must divide the length of a vector, 64, cannot be: 3");
    assertThatThrownBy(() -> new EncoderBlock(0, 7, 0))
        .hasMessage("heads must be at least 1, cannot be: 0");
    assertThatThrownBy(() -> new EncoderBlock(1, 0, 0))
        .hasMessage("hidden must be at least 1, cannot be: 0");
    assertThatThrownBy(() -> new EncoderBlock(1, 7, -1))
        .hasMessage("reach must be at least 0, cannot be: -1");
  }

  @Test
  void doublePrecisionIsRefused() {
    MultiLayerNetwork network =
        SideBySide.network(
            DataType.DOUBLE,
            InputType.recurrent(4),
            List.of(new EncoderBlock(2, 3, 0), new LargestOverTime(), batches.output()));
    DataSet batch = new Batches(DataType.DOUBLE).numbers(2, 4, 3);

    assertThatThrownBy(() -> network.output(batch.getFeatures()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("DOUBLE");
  }

  private void assertAttendsAsDl4jDoes(DataSet batch, int size, int heads) {
    MultiLayerNetwork ours = network(size, new EncoderBlock(heads, 3, 4));
    MultiLayerNetwork theirs =
        SideBySide.network(
            DataType.FLOAT,
            InputType.recurrent(size),
            new Pooled(batches.output())
                .theirs(
                    List.of(
                        new SelfAttentionLayer.Builder()
                            .nOut(size)
                            .nHeads(heads)
                            .projectInput(true)
                            .build())));
    Map<String, INDArray> weights = ours.getLayer(0).paramTable();
    for (String zero :
        List.of(
            EncoderBlock.DISTANCE_SCORES,
            EncoderBlock.PARTS_BIAS,
            EncoderBlock.OUTPUT_BIAS,
            EncoderBlock.FORWARD_WEIGHTS,
            EncoderBlock.FORWARD_BIAS)) {
      weights.get(zero).assign(0);
    }

    copy(weights, theirs.getLayer(0).paramTable(), size, heads);
    INDArray in = batch.getFeatures();
    INDArray mask = batch.getFeaturesMaskArray();
    int count = (int) (in.size(0) * in.size(2));
    INDArray normalized =
        normalized(
                in.permute(0, 2, 1).dup('c').reshape(count, size),
                weights,
                EncoderBlock.ATTENTION_GAIN,
                EncoderBlock.ATTENTION_SHIFT)
            .reshape(in.size(0), in.size(2), size)
            .permute(0, 2, 1)
            .dup('c');
    ours.setLayerMaskArrays(mask, null);
    theirs.setLayerMaskArrays(mask, null);

    INDArray actual = ours.feedForward(in).get(1).sub(in);
    INDArray expected = theirs.feedForward(normalized).get(1);

    if (mask != null) {
      actual.muli(mask.reshape(in.size(0), 1, in.size(2)));
      expected = expected.mul(mask.reshape(in.size(0), 1, in.size(2)));
    }

    SideBySide.assertClose("attention", actual, expected);
  }

  /** DL4J has the numbers of a head's queries, keys and values as [heads, head's size, size]. */
  private static void copy(
      Map<String, INDArray> from, Map<String, INDArray> to, int size, int heads) {
    INDArray parts = from.get(EncoderBlock.PARTS_WEIGHTS);
    List<String> names = List.of("Wq", "Wk", "Wv");
    for (int part = 0; part < names.size(); part++) {
      INDArray matrix =
          parts
              .get(
                  NDArrayIndex.all(),
                  NDArrayIndex.interval((long) part * size, (long) (part + 1) * size))
              .transpose()
              .dup('c')
              .reshape(heads, size / heads, size);
      to.get(names.get(part)).assign(matrix);
    }

    to.get("Wo").assign(from.get(EncoderBlock.OUTPUT_WEIGHTS));
  }

  private static INDArray normalized(
      INDArray rows, Map<String, INDArray> weights, String gain, String shift) {
    INDArray centred = rows.subColumnVector(rows.mean(true, 1));
    INDArray deviation = Nd4j.math().sqrt(centred.mul(centred).mean(true, 1).add(EPSILON));
    return centred
        .divColumnVector(deviation)
        .mulRowVector(weights.get(gain))
        .addRowVector(weights.get(shift));
  }

  private MultiLayerNetwork network(int size, EncoderBlock block) {
    return SideBySide.network(
        DataType.FLOAT,
        InputType.recurrent(size),
        new Pooled(batches.output()).ours(List.of(block)));
  }

  private MultiLayerNetwork pooled() {
    return network(4, new EncoderBlock(2, 7, 2));
  }

  private MultiLayerNetwork tweets() {
    return SideBySide.network(
        DataType.FLOAT,
        InputType.recurrent(17),
        new Pooled(batches.output())
            .ours(
                List.of(
                    new WordVectors(17, 6),
                    new Positions(),
                    new EncoderBlock(2, 7, 2),
                    new EncoderBlock(3, 5, 0),
                    new LayerNorm())));
  }
}
