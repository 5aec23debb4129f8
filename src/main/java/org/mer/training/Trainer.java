package org.mer.training;

import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.SparkSession;

/** Fits networks. */
public final class Trainer {
  private final SparkSession spark;
  private final Recipe recipe;

  /** A trainer on a session's cluster. */
  public Trainer(SparkSession spark, Recipe recipe) {
    this.spark = spark;
    this.recipe = recipe;
  }

  /**
   * Fits a network and keeps the epoch with the best macro-F1 on the validation rows.
   *
   * @param task what is fitted to what
   * @param checkpoints where to leave what has been reached
   * @param data what the rows are, such as the snapshots of their tables: a checkpoint is taken up
   *     only on the same
   * @param from a checkpoint to go on from
   * @throws org.mer.UsageException if the checkpoint is of another training
   */
  public TrainedNetwork train(
      TrainingTask task,
      Checkpoints checkpoints,
      Map<String, String> data,
      Optional<Checkpoint> from) {
    try (Workforce workforce =
            new SparkWorkforce(
                spark,
                recipe,
                task.encoder(),
                task.training(),
                task.validation(),
                task.classes().size());
        ProgressDisplay display = ProgressDisplay.on(System.getenv(ProgressDisplay.TERMINAL))) {
      return new TrainingLoop(
              task.definition(), task.beginning(), recipe, workforce, checkpoints, display, data)
          .run(from);
    }
  }
}
