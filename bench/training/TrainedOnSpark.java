import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.mer.Emotion;
import org.mer.image.Augmentation;
import org.mer.image.FaceEncoder;
import org.mer.image.Growth;
import org.mer.training.Beginning;
import org.mer.training.Checkpoints;
import org.mer.training.Epoch;
import org.mer.training.LearningRate;
import org.mer.training.MinibatchEncoder;
import org.mer.training.Recipe;
import org.mer.training.Trainer;
import org.mer.training.TrainingTask;

/**
 * A training as the jobs run it, on random pictures.
 *
 * @param channels of the network's first pair of convolutions
 * @param pictures to learn from
 * @param batchSize pictures a minibatch
 * @param epochs over them
 */
record TrainedOnSpark(int channels, int pictures, int batchSize, int epochs) {
  private static final StructType SCHEMA =
      new StructType()
          .add("id", DataTypes.StringType)
          .add("emotion", DataTypes.StringType)
          .add("pixels", DataTypes.BinaryType);
  private static final int AVERAGING_FREQUENCY = 5;
  private static final int JUDGED = 64;
  private static final Duration NEVER = Duration.ofDays(1);
  private static final long SEED = 7;

  /** Trains with one worker a core of the master. */
  List<Epoch> run(SparkSession spark, Checkpoints checkpoints) {
    Recipe recipe =
        new Recipe(
            epochs,
            batchSize,
            AVERAGING_FREQUENCY,
            0,
            new LearningRate(LearningRate.Shape.ONE_CYCLE, 0.01, 0.1, 0.5, 1),
            0,
            0,
            epochs,
            0,
            NEVER,
            NEVER,
            SEED);
    MinibatchEncoder encoder =
        FaceEncoder.forLearning(
            new Augmentation(0.5, 4, 0, 0, 0, 0, Augmentation.Erasing.NONE), 0.1, Growth.NONE);
    TrainingTask task =
        new TrainingTask(
            "face",
            "emotion",
            Arrays.stream(Emotion.values()).map(Emotion::label).toList(),
            new OwnFaceNetwork(channels),
            Beginning.RANDOM,
            Map.of(),
            encoder,
            encoder,
            pictures(spark, pictures),
            pictures(spark, JUDGED),
            Map.of(),
            List.of());
    return new Trainer(spark, recipe).train(task, checkpoints, Map.of(), Optional.empty()).epochs();
  }

  private static Dataset<Row> pictures(SparkSession spark, int count) {
    return spark.createDataFrame(spark.range(count).javaRDD().map(TrainedOnSpark::picture), SCHEMA);
  }

  private static Row picture(long number) {
    byte[] pixels = new byte[FaceEncoder.SIDE * FaceEncoder.SIDE];
    new Random(number).nextBytes(pixels);
    return RowFactory.create(
        String.valueOf(number), Emotion.of((int) number % Emotion.COUNT).label(), pixels);
  }
}
