package org.mer.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mer.UsageException;
import org.mer.training.LearningRate.Shape;

class TrainingLoopTest {
  private static final Duration ALWAYS = Duration.ofNanos(1);

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource
  void learnsWithEverySchedule(Shape shape) {
    Recipe recipe =
        Recipes.with(
            Recipes.of(20, 1, Recipes.LONG, Recipes.LONG),
            new LearningRate(shape, 0.05, 0.1, 0.5, 5),
            0.9,
            5,
            20);

    TrainedNetwork trained = train(recipe, local(recipe), Optional.empty());

    // Two thirds of the points lie outside.
    assertThat(trained.best().validation().accuracy()).isGreaterThan(0.85);
    assertThat(trained.trainingRows()).isEqualTo(501);
  }

  /** 32 rounds in all, of which eight make an epoch. */
  @ParameterizedTest
  @ValueSource(ints = {1, 5, 8, 9, 20, 31})
  void aTrainingThatWasKilledEndsWithTheSameWeights(int roundsBefore) {
    Recipe recipe =
        Recipes.with(
            Recipes.of(4, 1, Recipes.LONG, ALWAYS),
            new LearningRate(Shape.ONE_CYCLE, 0.05, 0.1, 0.5, 1),
            0.9,
            1);
    TrainedNetwork undisturbed = train(recipe, local(recipe), Optional.empty());
    Checkpoints checkpoints = checkpoints("killed");
    assertThatThrownBy(
            () ->
                loop(recipe, new Killed(local(recipe), roundsBefore), checkpoints)
                    .run(Optional.empty()))
        .hasMessage("killed");

    TrainedNetwork resumed = loop(recipe, local(recipe), checkpoints).run(checkpoints.latest());

    assertThat(resumed.network().weights()).isEqualTo(undisturbed.network().weights());
    assertThat(resumed.epochs())
        .extracting(Epoch::trainLoss)
        .containsExactlyElementsOf(undisturbed.epochs().stream().map(Epoch::trainLoss).toList());
    assertThat(resumed.best().number()).isEqualTo(undisturbed.best().number());
  }

  @Test
  void goesOnWhenItsTimeWasUp() {
    Recipe whole = Recipes.of(3, 1, Recipes.LONG, Recipes.LONG);
    TrainedNetwork undisturbed = train(whole, local(whole), Optional.empty());
    Checkpoints checkpoints = checkpoints("in-time");
    Recipe hasty = Recipes.of(3, 1, ALWAYS, Recipes.LONG);
    TrainedNetwork first = loop(hasty, local(hasty), checkpoints).run(Optional.empty());

    TrainedNetwork second = loop(whole, local(whole), checkpoints).run(checkpoints.latest());

    assertThat(first.isFinished()).isFalse();
    assertThat(second.isFinished()).isTrue();
    assertThat(second.network().weights()).isEqualTo(undisturbed.network().weights());
  }

  @Test
  void theLastCheckpointHasAllThatWasLearned() {
    Recipe recipe = Recipes.of(2, 1, Recipes.LONG, Recipes.LONG);
    Checkpoints checkpoints = checkpoints("ended");
    TrainedNetwork ended = loop(recipe, local(recipe), checkpoints).run(Optional.empty());

    TrainedNetwork resumed =
        loop(recipe, new Killed(local(recipe), 0), checkpoints).run(checkpoints.latest());

    assertThat(resumed.network().weights()).isEqualTo(ended.network().weights());
    assertThat(resumed.epochs()).isEqualTo(ended.epochs());
    assertThat(resumed.isFinished()).isTrue();
  }

  @Test
  void refusesTheCheckpointOfAnotherTraining() {
    Recipe recipe = Recipes.of(2, 1, Recipes.LONG, Recipes.LONG);
    Checkpoints checkpoints = checkpoints("other");
    loop(recipe, local(recipe), checkpoints).run(Optional.empty());
    Recipe longer = Recipes.of(3, 1, Recipes.LONG, Recipes.LONG);
    TrainingLoop other = loop(longer, local(longer), checkpoints);

    assertThatThrownBy(() -> other.run(checkpoints.latest()))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("whose epochs was 2, and now it is 3");
  }

  @Test
  void endsEarlyWhenNothingIsGained() {
    Recipe recipe = Recipes.of(50, 1, Recipes.LONG, Recipes.LONG);

    TrainedNetwork trained = train(recipe, new Stagnant(local(recipe)), Optional.empty());

    assertThat(trained.epochs()).hasSize(1 + recipe.patience());
    assertThat(trained.best().number()).isEqualTo(1);
    assertThat(trained.isFinished()).isTrue();
  }

  @Test
  void aPlateauReducesTheRate() {
    Recipe recipe =
        Recipes.with(
            Recipes.of(50, 1, Recipes.LONG, Recipes.LONG),
            new LearningRate(Shape.PLATEAU, 0.05, 0, 0.5, 1),
            0,
            0);

    TrainedNetwork trained = train(recipe, new Stagnant(local(recipe)), Optional.empty());

    assertThat(trained.epochs())
        .extracting(Epoch::learningRate)
        .containsExactly(0.05, 0.05, 0.025, 0.0125);
  }

  /** 501 points in minibatches of 16. */
  @Test
  void theSecondsOfFittingAreTheMeanOverTheWorkers() {
    Recipe recipe = Recipes.of(2, 1, Recipes.LONG, Recipes.LONG);

    TrainedNetwork trained = train(recipe, new Pair(local(recipe)), Optional.empty());

    assertThat(trained.epochs()).extracting(Epoch::fitSeconds).containsExactly(16.0, 16.0);
  }

  private TrainedNetwork train(
      Recipe recipe, Workforce workforce, Optional<Checkpoint> checkpoint) {
    return loop(recipe, workforce, checkpoints("undisturbed")).run(checkpoint);
  }

  private static TrainingLoop loop(Recipe recipe, Workforce workforce, Checkpoints checkpoints) {
    return new TrainingLoop(
        new Perceptron(0.8),
        Beginning.RANDOM,
        recipe,
        workforce,
        checkpoints,
        ProgressDisplay.on(""),
        Map.of("points", "1"));
  }

  private Checkpoints checkpoints(String name) {
    return new Checkpoints(
        new org.apache.hadoop.fs.Path(folder.resolve(name).toUri()), new Configuration());
  }

  private static Workforce local(Recipe recipe) {
    return new LocalWorkforce(recipe, new Points(), Points.draw(501, 1), Points.draw(300, 2), 2);
  }

  /** One that does what another does. */
  private static class Imitation implements Workforce {
    private final Workforce workforce;

    Imitation(Workforce workforce) {
      this.workforce = workforce;
    }

    @Override
    public long rows() {
      return workforce.rows();
    }

    @Override
    public int workers() {
      return workforce.workers();
    }

    @Override
    public int prepare(int epoch) {
      return workforce.prepare(epoch);
    }

    @Override
    public Effort fit(MultiLayerNetwork network, int round) {
      return workforce.fit(network, round);
    }

    @Override
    public Validation validate(FittedNetwork network) {
      return workforce.validate(network);
    }

    @Override
    public void close() {
      workforce.close();
    }
  }

  /** One that does not survive so many rounds. */
  private static final class Killed extends Imitation {
    private int left;

    Killed(Workforce workforce, int rounds) {
      super(workforce);
      this.left = rounds;
    }

    @Override
    public Effort fit(MultiLayerNetwork network, int round) {
      if (left-- == 0) {
        throw new IllegalStateException("killed");
      }

      return super.fit(network, round);
    }
  }

  /** Two of whom each spends a second on each of its minibatches, by their own account. */
  private static final class Pair extends Imitation {
    Pair(Workforce workforce) {
      super(workforce);
    }

    @Override
    public int workers() {
      return 2;
    }

    @Override
    public Effort fit(MultiLayerNetwork network, int round) {
      Effort effort = super.fit(network, round);
      return new Effort(
          effort.minibatches(),
          effort.examples(),
          effort.loss(),
          effort.gradientNorm(),
          effort.minibatches(),
          effort.nativeBytes());
    }
  }

  /** One whose networks never get better. */
  private static final class Stagnant extends Imitation {
    Stagnant(Workforce workforce) {
      super(workforce);
    }

    @Override
    public Validation validate(FittedNetwork network) {
      return new Validation(1, 0.5, 0.5, 300);
    }
  }
}
