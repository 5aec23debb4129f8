package org.mer.training;

import java.time.Duration;

/** Recipes for tests. */
final class Recipes {
  static final Duration LONG = Duration.ofMinutes(5);

  private Recipes() {}

  static Recipe of(int epochs, int workers, Duration timeLimit, Duration checkpointInterval) {
    return new Recipe(
        epochs,
        16,
        4,
        workers,
        new LearningRate(LearningRate.Shape.ONE_CYCLE, 0.05, 0.1, 0.5, 1),
        0,
        0,
        3,
        0,
        timeLimit,
        checkpointInterval,
        7);
  }

  static Recipe with(Recipe recipe, LearningRate rate, double averageDecay, double clipping) {
    return with(recipe, rate, averageDecay, clipping, recipe.patience());
  }

  static Recipe with(
      Recipe recipe, LearningRate rate, double averageDecay, double clipping, int patience) {
    return new Recipe(
        recipe.epochs(),
        recipe.batchSize(),
        recipe.averagingFrequency(),
        recipe.workers(),
        rate,
        averageDecay,
        clipping,
        patience,
        recipe.minimumGain(),
        recipe.timeLimit(),
        recipe.checkpointInterval(),
        recipe.seed());
  }
}
