package org.mer.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.spark.sql.Row;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.schedule.FixedSchedule;

class WeightedClassesTest {
  private static final NetworkDefinition PLAIN = new Perceptron(1);
  private static final List<String> CLASSES = List.of("outside", "inside");
  private static final Map<String, Long> COUNTS = Map.of("outside", 900L, "inside", 100L);

  @Test
  void withFullBalanceAllClassesCountTheSame() {
    List<Double> weights = WeightedClasses.balanced(PLAIN, CLASSES, COUNTS, 1).weights();

    assertThat(weights.get(0) * 900).isCloseTo(500, within(1e-9));
    assertThat(weights.get(1) * 100).isCloseTo(500, within(1e-9));
  }

  @Test
  void withHalfTheBalanceTheRatioIsTheRoot() {
    List<Double> weights = WeightedClasses.balanced(PLAIN, CLASSES, COUNTS, 0.5).weights();

    assertThat(weights.get(1) / weights.get(0)).isCloseTo(3, within(1e-9));
    assertThat(weights.get(0) * 900 + weights.get(1) * 100).isCloseTo(1000, within(1e-9));
  }

  @Test
  void theGradientOfAClassGrowsWithItsWeight() {
    DataSet inside = insideOnly();

    INDArray plain = gradient(PLAIN, inside);
    INDArray weighted = gradient(new WeightedClasses(PLAIN, List.of(1.0, 3.0)), inside);

    assertThat(plain.norm2Number().doubleValue()).isGreaterThan(1e-3);
    assertThat(weighted.equalsWithEps(plain.mul(3), 1e-5)).isTrue();
  }

  @Test
  void equalWeightsChangeNothing() {
    DataSet points = new Points().training(Points.draw(64, 1), new Random(1));

    INDArray plain = gradient(PLAIN, points);
    INDArray weighted = gradient(new WeightedClasses(PLAIN, List.of(1.0, 1.0)), points);

    assertThat(weighted.equalsWithEps(plain, 1e-6)).isTrue();
  }

  @Test
  void wantsAWeightForEachClass() {
    assertThatThrownBy(() -> new WeightedClasses(PLAIN, List.of(1.0, 0.0)))
        .hasMessage("2 weights above 0 are wanted, one a class, cannot be: [1.0, 0.0]");
  }

  private static DataSet insideOnly() {
    Points encoder = new Points();
    List<Row> inside = Points.draw(200, 1).stream().filter(row -> encoder.label(row) == 1).toList();
    return encoder.training(inside, new Random(1));
  }

  private static INDArray gradient(NetworkDefinition definition, DataSet examples) {
    MultiLayerNetwork network =
        new MultiLayerNetwork(definition.configuration(new FixedSchedule(0.1), 3));
    network.init();
    network.setInput(examples.getFeatures());
    network.setLabels(examples.getLabels());
    network.computeGradientAndScore();
    return network.gradient().gradient().dup();
  }
}
