package org.mer.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import java.util.Random;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.mer.Emotion;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.schedule.FixedSchedule;

class FaceNetworkTest {
  /** Bundles hold weights by their place. */
  @ParameterizedTest
  @CsvSource({"CNN, 1167015", "RESIDUAL, 1580199", "SEPARABLE, 140871"})
  void hasSoManyWeights(FaceArchitecture architecture, long count) {
    MultiLayerNetwork network = network(new FaceNetwork(architecture, 32, 0.3, 1e-4), 0);

    assertThat(network.numParams()).isEqualTo(count);
  }

  /** What the network made of these weights and pictures when there was no other. */
  @Test
  void oldBundlesScoreTheSame() {
    MultiLayerNetwork network = network(new FaceNetwork(FaceArchitecture.CNN, 2, 0.3, 1e-4), 0);
    Random random = new Random(5);
    network.setParams(numbers(random, network.numParams()).reshape(1, network.numParams()));
    network.paramTable().entrySet().stream()
        .filter(one -> one.getKey().endsWith("_var"))
        .forEach(one -> one.getValue().addi(1));

    INDArray output = network.output(numbers(random, 2 * 48 * 48).reshape(2, 48, 48, 1));

    assertThat(output.getRow(0).toDoubleVector())
        .containsExactly(
            new double[] {
              0.07981085, 0.0874642, 0.2332866, 0.119325384, 0.13603805, 0.23885408, 0.10522084
            },
            within(2e-6));
  }

  @ParameterizedTest
  @EnumSource
  void learns(FaceArchitecture architecture) {
    MultiLayerNetwork network = network(new FaceNetwork(architecture, 2, 0, 1e-4), 0.05);
    DataSet batch = batch();
    double before = network.score(batch, true);
    for (int step = 0; step < 30; step++) {
      network.fit(batch);
    }

    assertThat(network.score(batch, true)).isLessThan(0.8 * before);
    INDArray output = network.output(batch.getFeatures());
    assertThat(output.shape()).containsExactly(14, Emotion.COUNT);
    for (double sum : output.sum(1).toDoubleVector()) {
      assertThat(sum).isCloseTo(1, within(1e-5));
    }
  }

  @ParameterizedTest
  @EnumSource
  void aBundleTellsWhatItIs(FaceArchitecture architecture) {
    FaceNetwork network = new FaceNetwork(architecture, 4, 0.2, 0.5);

    assertThat(FaceArchitecture.named(network.name())).isEqualTo(architecture);
    assertThat(network.hyperparameters())
        .isEqualTo(Map.of("channels", 4.0, "dropout", 0.2, "l2", 0.5));
  }

  @Test
  void namesTheArchitecturesThatThereAre() {
    assertThatThrownBy(() -> FaceArchitecture.named("vgg"))
        .hasMessage("network must be one of cnn, residual, separable, cannot be: vgg");
  }

  @Test
  void refusesWhatNoNetworkHas() {
    assertThatThrownBy(() -> new FaceNetwork(FaceArchitecture.CNN, 0, 0, 0))
        .hasMessage("channels must be at least 1, cannot be: 0");
    assertThatThrownBy(() -> new FaceNetwork(FaceArchitecture.CNN, 1, 1, 0))
        .hasMessage("dropout must be 0 to below 1, cannot be: 1.0");
  }

  private static MultiLayerNetwork network(FaceNetwork definition, double rate) {
    MultiLayerNetwork network =
        new MultiLayerNetwork(definition.configuration(new FixedSchedule(rate), 9));
    network.init();
    return network;
  }

  /** Stripes whose distance is the class. */
  private static DataSet batch() {
    Random random = new Random(3);
    int count = 2 * Emotion.COUNT;
    INDArray pictures = numbers(random, (long) count * 48 * 48).reshape(count, 48, 48, 1);
    INDArray labels = Nd4j.zeros(count, Emotion.COUNT);
    for (int i = 0; i < count; i++) {
      int emotion = i % Emotion.COUNT;
      labels.putScalar(i, emotion, 1);
      for (int row = 0; row < 48; row += emotion + 2) {
        for (int column = 0; column < 48; column++) {
          pictures.putScalar(new int[] {i, row, column, 0}, 3);
        }
      }
    }

    return new DataSet(pictures, labels);
  }

  /** From -0.5 to 0.5. */
  private static INDArray numbers(Random random, long count) {
    float[] numbers = new float[(int) count];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = random.nextFloat() - 0.5f;
    }

    return Nd4j.createFromArray(numbers);
  }
}
