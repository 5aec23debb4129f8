package org.mer.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mer.text.LstmNetwork.Direction;
import org.nd4j.linalg.learning.regularization.WeightDecay;
import org.nd4j.linalg.schedule.FixedSchedule;

class TextArchitectureTest {
  private static final Map<String, Double> SETTINGS =
      Map.of(
          "embedding", 8.0,
          "units", 6.0,
          "dropout", 0.3,
          "l2", 0.01,
          "blocks", 2.0,
          "heads", 4.0,
          "hidden", 12.0,
          "reach", 3.0);

  @ParameterizedTest
  @CsvSource({"lstm, FORWARD", "bilstm, BOTH"})
  void lstmsDifferInTheirDirection(String name, Direction direction) {
    assertThat(new TextArchitecture(name, SETTINGS).over(20))
        .isEqualTo(new LstmNetwork(direction, 20, 8, 6, 0.3, 0.01));
  }

  @Test
  void transformersHaveBlocks() {
    assertThat(new TextArchitecture("transformer", SETTINGS).over(20))
        .isEqualTo(new TransformerNetwork(20, 8, 2, 4, 12, 3, 0.3, 0.01));
  }

  @ParameterizedTest
  @ValueSource(strings = {"lstm", "bilstm", "transformer"})
  void whatABundleHoldsDefinesTheSameNetwork(String name) {
    TextNetwork network = new TextArchitecture(name, SETTINGS).over(20);

    assertThat(network.name()).isEqualTo(name);
    assertThat(new TextArchitecture(network.name(), network.hyperparameters()).over(20))
        .isEqualTo(network);
  }

  @Test
  void bundlesOfVersionsWithoutWeightDecayCanBeRead() {
    Map<String, Double> older =
        Map.of("vocabulary", 20.0, "embedding", 8.0, "units", 6.0, "dropout", 0.3);

    assertThat(new TextArchitecture("lstm", older).over(20))
        .isEqualTo(new LstmNetwork(Direction.FORWARD, 20, 8, 6, 0.3, 0));
  }

  @ParameterizedTest(name = "layer {1} of {0}")
  @CsvSource({
    "transformer, 0, W",
    "transformer, 2, aW",
    "transformer, 3, fW",
    "transformer, 6, W",
    "lstm, 1, RW",
    "bilstm, 1, fRW",
    "bilstm, 1, bW"
  })
  void weightsDecayOnceApartFromTheGradient(String name, int layer, String weights) {
    assertThat(layer(name, layer).getRegularizationByParam(weights))
        .singleElement()
        .isInstanceOf(WeightDecay.class);
  }

  @ParameterizedTest(name = "{2} of {0}")
  @CsvSource({
    "transformer, 2, ab",
    "transformer, 2, ag",
    "transformer, 2, fs",
    "transformer, 4, g",
    "lstm, 1, b"
  })
  void biasesGainsAndShiftsDoNotDecay(String name, int layer, String parameter) {
    assertThat(layer(name, layer).getRegularizationByParam(parameter)).isNullOrEmpty();
  }

  private static Layer layer(String name, int index) {
    TextNetwork network = new TextArchitecture(name, SETTINGS).over(20);
    return network.configuration(new FixedSchedule(0.1), 1).getConf(index).getLayer();
  }

  @Test
  void anUnknownNetworkIsRefused() {
    assertThatThrownBy(() -> new TextArchitecture("gru", SETTINGS))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("network must be one of lstm, bilstm, transformer, cannot be: gru");
  }

  @Test
  void aMissingHyperparameterIsNamed() {
    Map<String, Double> incomplete = new HashMap<>(SETTINGS);
    incomplete.remove("heads");

    assertThatThrownBy(() -> new TextArchitecture("transformer", incomplete))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the hyper-parameter 'heads' is missing");
  }

  @ParameterizedTest(name = "{0} of {1}")
  @CsvSource({
    "embedding, 0",
    "blocks, 0",
    "hidden, 0",
    "heads, 3",
    "reach, -1",
    "dropout, 1",
    "l2, -1"
  })
  void valuesOutOfRangeAreRefused(String name, double value) {
    Map<String, Double> wrong = new TreeMap<>(SETTINGS);
    wrong.put(name, value);

    assertThatThrownBy(() -> new TextArchitecture("transformer", wrong))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(name)
        .hasMessageContaining("cannot be: ");
  }
}
