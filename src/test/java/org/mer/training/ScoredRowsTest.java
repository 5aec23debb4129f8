package org.mer.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.mer.model.CalibratedScorer;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.schedule.FixedSchedule;

class ScoredRowsTest {
  private static final List<Row> POINTS = Points.draw(300, 1);

  @Test
  void aScoreIsTheMeanOverTheViews() {
    FittedNetwork network = network();

    List<double[]> plain = scores(network, new Seen(1));
    List<double[]> moved = scores(network, new Seen(0.5));
    List<double[]> both = scores(network, new Seen(1, 0.5));

    assertThat(both).hasSameSizeAs(POINTS);
    for (int i = 0; i < POINTS.size(); i++) {
      assertThat(both.get(i)[0])
          .isCloseTo((plain.get(i)[0] + moved.get(i)[0]) / 2, within(1e-6))
          .isCloseTo(1 - both.get(i)[1], within(1e-9));
    }

    assertThat(plain.get(0)[0]).isNotCloseTo(moved.get(0)[0], within(1e-4));
  }

  @Test
  void eachOfSeveralNetworksHasItsColumn() {
    List<FittedNetwork> networks = List.of(network(), network(5));
    MinibatchEncoder encoder = new Seen(1, 0.5);
    StructType schema = ScoredRows.schema(Points.SCHEMA, List.of("one", "other"));

    List<Row> together = new ArrayList<>();
    new ScoredRows(POINTS.iterator(), networks, encoder, schema).forEachRemaining(together::add);

    assertThat(together).hasSameSizeAs(POINTS);
    List<double[]> first = scores(networks.get(0), encoder);
    List<double[]> second = scores(networks.get(1), encoder);
    for (int i = 0; i < POINTS.size(); i++) {
      Row row = together.get(i);
      assertThat(row.<String>getAs("id")).isEqualTo(POINTS.get(i).getAs("id"));
      assertThat(row.<Double>getList(3)).isEqualTo(Arrays.stream(first.get(i)).boxed().toList());
      assertThat(row.<Double>getList(4)).isEqualTo(Arrays.stream(second.get(i)).boxed().toList());
    }

    assertThat(first.get(0)[0]).isNotCloseTo(second.get(0)[0], within(1e-4));
  }

  private static List<double[]> scores(FittedNetwork network, MinibatchEncoder encoder) {
    List<double[]> scores = new ArrayList<>();
    StructType schema = ScoredRows.schema(Points.SCHEMA, List.of(CalibratedScorer.PROBABILITIES));
    new ScoredRows(POINTS.iterator(), List.of(network), encoder, schema)
        .forEachRemaining(row -> scores.add(NetworkScoring.probabilities(row)));
    return scores;
  }

  private static FittedNetwork network() {
    return network(3);
  }

  private static FittedNetwork network(long seed) {
    NetworkDefinition definition = new Perceptron(1);
    MultiLayerNetwork network =
        new MultiLayerNetwork(definition.configuration(new FixedSchedule(0), seed));
    network.init();
    return new FittedNetwork(definition, network.params().dup().data().asFloat());
  }

  /**
   * Sees points in several sizes.
   *
   * @param sizes of the views
   */
  private record Seen(List<Double> sizes) implements MinibatchEncoder {
    Seen(double... sizes) {
      this(Arrays.stream(sizes).boxed().toList());
    }

    @Override
    public int length(Row row) {
      return 1;
    }

    @Override
    public int label(Row row) {
      return new Points().label(row);
    }

    @Override
    public DataSet training(List<Row> rows, RandomGenerator random) {
      return new Points().training(rows, random);
    }

    @Override
    public Stream<DataSet> inference(List<Row> rows) {
      return sizes.stream()
          .flatMap(
              size ->
                  new Points()
                      .inference(rows)
                      .map(batch -> new DataSet(batch.getFeatures().mul(size), null)));
    }
  }
}
