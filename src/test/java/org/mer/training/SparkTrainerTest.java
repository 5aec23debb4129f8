package org.mer.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.data.Offset.offset;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.mer.LocalSpark;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;
import org.nd4j.linalg.schedule.ISchedule;

@Tag("spark")
@ExtendWith(LocalSpark.class)
class SparkTrainerTest {
  private static final StructType SCHEMA =
      new StructType()
          .add("id", DataTypes.StringType)
          .add("x", DataTypes.DoubleType)
          .add("y", DataTypes.DoubleType);

  /** Whether a point lies inside the unit circle: no straight line tells it. */
  private record Points() implements MinibatchEncoder {
    @Override
    public int length(Row row) {
      return 1;
    }

    @Override
    public int label(Row row) {
      return Math.hypot(row.getDouble(1), row.getDouble(2)) < 1 ? 1 : 0;
    }

    @Override
    public DataSet training(List<Row> rows, RandomGenerator random) {
      DataSet batch = inference(rows);
      float[] labels = new float[2 * rows.size()];
      for (int i = 0; i < rows.size(); i++) {
        labels[2 * i + label(rows.get(i))] = 1;
      }

      batch.setLabels(Nd4j.create(labels, new int[] {rows.size(), 2}));
      return batch;
    }

    @Override
    public DataSet inference(List<Row> rows) {
      float[] features = new float[2 * rows.size()];
      for (int i = 0; i < rows.size(); i++) {
        features[2 * i] = (float) rows.get(i).getDouble(1);
        features[2 * i + 1] = (float) rows.get(i).getDouble(2);
      }

      return new DataSet(Nd4j.create(features, new int[] {rows.size(), 2}), null);
    }
  }

  private record Perceptron() implements NetworkDefinition {
    @Override
    public String name() {
      return "perceptron";
    }

    @Override
    public int classes() {
      return 2;
    }

    @Override
    public MultiLayerConfiguration configuration(ISchedule learningRate, long seed) {
      return new NeuralNetConfiguration.Builder()
          .seed(seed)
          .updater(new Adam(learningRate))
          .list()
          .layer(new DenseLayer.Builder().nIn(2).nOut(16).activation(Activation.TANH).build())
          .layer(
              new OutputLayer.Builder(LossFunction.MCXENT)
                  .nOut(2)
                  .activation(Activation.SOFTMAX)
                  .build())
          .setInputType(InputType.feedForward(2))
          .build();
    }
  }

  @Test
  void learnsAndKeepsTheBestEpoch(SparkSession spark) {
    TrainedNetwork trained = train(spark, recipe(8, 3, Duration.ofMinutes(5)));

    assertThat(trained.best().validation().accuracy()).isGreaterThan(0.9);
    assertThat(trained.best().validation().rows()).isEqualTo(300);
    assertThat(trained.trainingRows()).isEqualTo(1001);
    assertThat(trained.epochs()).allMatch(epoch -> epoch.examples() == 1001);
    assertThat(trained.epochs())
        .allMatch(epoch -> epoch.validation().macroF1() <= trained.best().validation().macroF1());
  }

  @Test
  void scoresEveryRowWithTheKeptWeights(SparkSession spark) {
    TrainedNetwork trained = train(spark, recipe(8, 3, Duration.ofMinutes(5)));
    Dataset<Row> validation = points(spark, 300, 2);

    List<Row> scored =
        new NetworkScoring(trained.network(), new Points()).score(validation).collectAsList();

    assertThat(scored).hasSize(300);
    assertThat(scored)
        .allSatisfy(
            row -> {
              double[] probabilities = NetworkScoring.probabilities(row);
              assertThat(probabilities[0] + probabilities[1]).isEqualTo(1, within(1e-9));
            });
    long correct =
        scored.stream()
            .filter(
                row ->
                    (NetworkScoring.probabilities(row)[1] > 0.5 ? 1 : 0) == new Points().label(row))
            .count();
    assertThat(correct / 300.0).isEqualTo(trained.best().validation().accuracy());
  }

  @Test
  void stopsInTimeAndKeepsWhatItHas(SparkSession spark) {
    TrainedNetwork trained = train(spark, recipe(10_000, 10_000, Duration.ofMillis(1)));

    assertThat(trained.epochs()).hasSize(1);
    assertThat(trained.network().weights()).isNotEmpty();
  }

  @Test
  void givesTheSameWeightsForTheSameSeed(SparkSession spark) {
    Recipe recipe = recipe(2, 2, Duration.ofMinutes(5));

    assertThat(train(spark, recipe).network().weights())
        .containsExactly(train(spark, recipe).network().weights(), offset(1e-6f));
  }

  private static Recipe recipe(int epochs, int patience, Duration limit) {
    return new Recipe(epochs, 16, 4, 2, 0.05, patience, limit, 7);
  }

  private static TrainedNetwork train(SparkSession spark, Recipe recipe) {
    return new SparkTrainer(spark, recipe)
        .train(new Perceptron(), new Points(), points(spark, 1001, 1), points(spark, 300, 2));
  }

  private static Dataset<Row> points(SparkSession spark, int count, long seed) {
    Random random = new Random(seed);
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      rows.add(
          RowFactory.create(
              seed + "/" + i, random.nextDouble() * 3 - 1.5, random.nextDouble() * 3 - 1.5));
    }

    return spark.createDataFrame(rows, SCHEMA);
  }
}
