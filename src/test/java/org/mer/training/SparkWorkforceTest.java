package org.mer.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.data.Offset.offset;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.mer.LocalSpark;

@Tag("spark")
@ExtendWith(LocalSpark.class)
class SparkWorkforceTest {
  @TempDir Path folder;

  @Test
  void learnsAndKeepsTheBestEpoch(SparkSession spark) {
    TrainedNetwork trained = train(spark, Recipes.of(8, 2, Recipes.LONG, Recipes.LONG));

    assertThat(trained.best().validation().accuracy()).isGreaterThan(0.9);
    assertThat(trained.best().validation().rows()).isEqualTo(300);
    assertThat(trained.trainingRows()).isEqualTo(1001);
    assertThat(trained.isFinished()).isTrue();
    assertThat(trained.epochs()).allMatch(epoch -> epoch.examples() == 1001);
    assertThat(trained.epochs()).allMatch(epoch -> epoch.gradientNorm() > 0);
    assertThat(trained.epochs()).allMatch(epoch -> epoch.nativeBytes() > 0);
    assertThat(trained.epochs())
        .allMatch(epoch -> epoch.fitSeconds() > 0 && epoch.fitSeconds() <= epoch.seconds());
    assertThat(trained.epochs())
        .allMatch(epoch -> epoch.validation().macroF1() <= trained.best().validation().macroF1());
  }

  @Test
  void scoresEveryRowWithTheKeptWeights(SparkSession spark) {
    TrainedNetwork trained = train(spark, Recipes.of(8, 2, Recipes.LONG, Recipes.LONG));
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
    TrainedNetwork trained =
        train(spark, Recipes.of(10_000, 2, Duration.ofMillis(1), Recipes.LONG));

    assertThat(trained.epochs()).hasSize(1);
    assertThat(trained.isFinished()).isFalse();
    assertThat(trained.network().weights()).isNotEmpty();
  }

  @Test
  void givesTheSameWeightsForTheSameSeed(SparkSession spark) {
    Recipe recipe = Recipes.of(2, 2, Recipes.LONG, Recipes.LONG);

    assertThat(train(spark, recipe).network().weights())
        .containsExactly(train(spark, recipe).network().weights(), offset(1e-6f));
  }

  @Test
  void goesOnFromACheckpointAsIfNothingHadHappened(SparkSession spark) {
    Checkpoints checkpoints =
        new Checkpoints(
            new org.apache.hadoop.fs.Path(folder.resolve("resumed").toUri()), new Configuration());
    Recipe whole = Recipes.of(3, 1, Recipes.LONG, Recipes.LONG);
    TrainedNetwork undisturbed = train(spark, whole);
    train(spark, Recipes.of(3, 1, Duration.ofMillis(1), Recipes.LONG), checkpoints, false);

    TrainedNetwork resumed = train(spark, whole, checkpoints, true);

    assertThat(resumed.network().weights())
        .containsExactly(undisturbed.network().weights(), offset(1e-6f));
  }

  private TrainedNetwork train(SparkSession spark, Recipe recipe) {
    return train(
        spark,
        recipe,
        new Checkpoints(
            new org.apache.hadoop.fs.Path(folder.resolve("checkpoints").toUri()),
            new Configuration()),
        false);
  }

  private static TrainedNetwork train(
      SparkSession spark, Recipe recipe, Checkpoints checkpoints, boolean resumed) {
    TrainingTask task =
        new TrainingTask(
            "points",
            "label",
            List.of("outside", "inside"),
            new Perceptron(0.8),
            Beginning.RANDOM,
            Map.of(),
            new Points(),
            new Points(),
            points(spark, 1001, 1),
            points(spark, 300, 2),
            Map.of(),
            List.of());
    return new Trainer(spark, recipe)
        .train(
            task,
            checkpoints,
            Map.of("points", "1"),
            resumed ? checkpoints.latest() : Optional.empty());
  }

  private static Dataset<Row> points(SparkSession spark, int count, long seed) {
    return spark.createDataFrame(Points.draw(count, seed), Points.SCHEMA);
  }
}
