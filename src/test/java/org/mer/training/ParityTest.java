package org.mer.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.expressions.GenericRowWithSchema;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.util.CollectionAccumulator;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.mer.Emotion;
import org.mer.LocalSpark;
import org.mer.Polarity;
import org.mer.image.Augmentation;
import org.mer.image.FaceArchitecture;
import org.mer.image.FaceEncoder;
import org.mer.image.FaceNetwork;
import org.mer.image.Growth;
import org.mer.text.LstmNetwork;
import org.mer.text.LstmNetwork.Direction;
import org.mer.text.TransformerNetwork;
import org.mer.text.TweetEncoder;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.learning.config.Nesterovs;
import org.nd4j.linalg.schedule.ISchedule;

/**
 * Two workers that average after every step are one worker with batches of twice the size. That is
 * so wherever the average of the halves' steps is the step of the whole: the gradient of a batch
 * must be the mean of its halves', and the updater linear in it, as Nesterov's momentum and weight
 * decay are.
 *
 * <p>The one worker is DL4J's own network in this thread. It is fitted to what the two are seen to
 * be fitted to, whichever rows these are.
 */
@Tag("spark")
@ExtendWith(LocalSpark.class)
class ParityTest {
  private static final int WORKERS = 2;
  private static final int BATCH = 6;
  private static final int STEPS = 20;
  private static final int ROWS = 320;
  private static final int WORDS = 40;
  private static final float TOLERANCE = 1e-4f;

  /** What rounding may do is far below what is learned. */
  private static final double LEAST_MOVE = 50 * TOLERANCE;

  private static final StructType FACE =
      new StructType()
          .add("id", DataTypes.StringType)
          .add("emotion", DataTypes.StringType)
          .add("pixels", DataTypes.BinaryType);
  private static final StructType TWEET =
      new StructType()
          .add("id", DataTypes.StringType)
          .add("polarity", DataTypes.StringType)
          .add("token_ids", DataTypes.createArrayType(DataTypes.IntegerType));

  private final Random random = new Random(5);

  /**
   * Batch normalisation takes its moments from the batch, which are not those of its halves. So the
   * halves hold the same pictures, under labels of their own: then all activations are the same,
   * and gradients are linear in the errors of the outputs.
   *
   * <p>Sums are rounded otherwise in two halves than in one, and now and then a rectifier or a
   * maximum decides otherwise for it. At a low rate that stays as small as it began.
   */
  @Test
  void faces(SparkSession spark) {
    List<byte[]> pictures = pictures();
    assertParity(
        spark,
        new FaceNetwork(FaceArchitecture.CNN, 2, 0, 1e-3).configuration(rate(0.002), 3),
        FaceEncoder.forLearning(Augmentation.NONE, 0.1, Growth.NONE),
        (rows, draws) ->
            IntStream.range(0, rows.size())
                .mapToObj(i -> face("", rows.get(i).getAs("emotion"), pictures.get(i)))
                .toList(),
        spark.createDataFrame(faces(pictures.get(0)), FACE));
  }

  @Test
  void tweetsUnderALinearUpdater(SparkSession spark) {
    ISchedule rate = rate(0.2);
    MultiLayerConfiguration definition = lstm(rate);
    updateLinearly(definition, rate);

    assertParity(
        spark,
        definition,
        TweetEncoder.forScoring(),
        (rows, draws) -> rows,
        spark.createDataFrame(tweets(ROWS), TWEET));
  }

  @Test
  void tweetsOfATransformerUnderALinearUpdater(SparkSession spark) {
    ISchedule rate = rate(0.05);
    MultiLayerConfiguration definition =
        new TransformerNetwork(WORDS, 8, 2, 2, 12, 2, 0, 0.01).configuration(rate, 3);
    updateLinearly(definition, rate);

    assertParity(
        spark,
        definition,
        TweetEncoder.forScoring(),
        (rows, draws) -> rows,
        spark.createDataFrame(tweets(ROWS), TWEET));
  }

  /**
   * Adam is not linear, so the halves' gradients must be the same: each half holds the same tweets,
   * in an order of its own.
   */
  @Test
  void tweetsUnderAdam(SparkSession spark) {
    List<Row> same = tweets(BATCH);
    assertParity(
        spark,
        lstm(rate(0.005)),
        TweetEncoder.forScoring(),
        (rows, draws) -> shuffled(same, draws),
        spark.createDataFrame(tweets(ROWS), TWEET));
  }

  private static void updateLinearly(MultiLayerConfiguration definition, ISchedule rate) {
    definition
        .getConfs()
        .forEach(
            one -> {
              if (one.getLayer() instanceof BaseLayer layer) {
                layer.setIUpdater(new Nesterovs(rate, 0.9));
              }
            });
  }

  private static void assertParity(
      SparkSession spark,
      MultiLayerConfiguration definition,
      MinibatchEncoder encoder,
      Replacement replacement,
      Dataset<Row> data) {
    MultiLayerNetwork averaged = new MultiLayerNetwork(definition);
    averaged.init();
    MultiLayerNetwork single = averaged.clone();
    float[] start = weights(single.getLayer(0));
    CollectionAccumulator<List<Row>> batches =
        spark.sparkContext().collectionAccumulator("batches");
    MinibatchEncoder witness = new Witness(encoder, replacement, batches);
    try (Workforce workforce =
        new SparkWorkforce(spark, recipe(), witness, data, data, Emotion.COUNT)) {
      workforce.prepare(1);
      for (int step = 0; step < STEPS; step++) {
        workforce.fit(averaged, step);
        single.fit(encoder.training(whole(batches.value()), new Random()));
        batches.reset();
      }
    }

    assertThat(distance(weights(single.getLayer(0)), start)).isGreaterThan(LEAST_MOVE);
    assertThat(weights(averaged)).containsExactly(weights(single), offset(TOLERANCE));
  }

  private static List<Row> whole(List<List<Row>> halves) {
    assertThat(halves).hasSize(WORKERS).doesNotHaveDuplicates();
    assertThat(halves).allSatisfy(half -> assertThat(half).hasSize(BATCH));
    return halves.stream().flatMap(List::stream).toList();
  }

  /** Averages after every minibatch. */
  private static Recipe recipe() {
    LearningRate unused = new LearningRate(LearningRate.Shape.PLATEAU, 1, 0, 0.5, 1);
    return new Recipe(1, BATCH, 1, WORKERS, unused, 0, 0, 1, 0, Recipes.LONG, Recipes.LONG, 7);
  }

  /** One that changes from step to step, so that steps must be counted alike. */
  private static ISchedule rate(double highest) {
    return new OneCycle(highest, STEPS);
  }

  private static MultiLayerConfiguration lstm(ISchedule rate) {
    return new LstmNetwork(Direction.FORWARD, WORDS, 8, 6, 0, 0).configuration(rate, 3);
  }

  private List<byte[]> pictures() {
    List<byte[]> pictures = new ArrayList<>();
    for (int i = 0; i < BATCH; i++) {
      byte[] pixels = new byte[FaceEncoder.SIDE * FaceEncoder.SIDE];
      random.nextBytes(pixels);
      pictures.add(pixels);
    }

    return pictures;
  }

  private List<Row> faces(byte[] pixels) {
    return IntStream.range(0, ROWS)
        .mapToObj(i -> face("face-" + i, Emotion.of(random.nextInt(Emotion.COUNT)).label(), pixels))
        .toList();
  }

  private static Row face(String id, String emotion, byte[] pixels) {
    return new GenericRowWithSchema(new Object[] {id, emotion, pixels}, FACE);
  }

  private List<Row> tweets(int count) {
    return IntStream.range(0, count).mapToObj(this::tweet).toList();
  }

  /** Of one word to twelve, so that batches are padded. */
  private Row tweet(int number) {
    Polarity polarity = TweetEncoder.CLASSES.get(random.nextInt(TweetEncoder.CLASSES.size()));
    Integer[] words = random.ints(random.nextInt(1, 13), 1, WORDS).boxed().toArray(Integer[]::new);
    return new GenericRowWithSchema(
        new Object[] {"tweet-" + number, polarity.label(), scala.Predef.wrapRefArray(words)},
        TWEET);
  }

  private static List<Row> shuffled(List<Row> rows, RandomGenerator draws) {
    List<Row> shuffled = new ArrayList<>(rows);
    Collections.shuffle(shuffled, new Random(draws.nextLong()));
    return shuffled;
  }

  private static float[] weights(Model network) {
    return network.params().dup().data().asFloat();
  }

  private static double distance(float[] one, float[] other) {
    return IntStream.range(0, one.length)
        .mapToDouble(i -> Math.abs(one[i] - other[i]))
        .max()
        .orElse(0);
  }

  /** What is learned from in place of a worker's rows. */
  private interface Replacement extends Serializable {
    List<Row> of(List<Row> rows, RandomGenerator draws);
  }

  /** An encoder that tells the driver what workers are fitted to. */
  private record Witness(
      MinibatchEncoder encoder, Replacement replacement, CollectionAccumulator<List<Row>> batches)
      implements MinibatchEncoder {
    @Override
    public int length(Row row) {
      return encoder.length(row);
    }

    @Override
    public int label(Row row) {
      return encoder.label(row);
    }

    @Override
    public DataSet training(List<Row> rows, RandomGenerator draws) {
      List<Row> batch = replacement.of(rows, draws);
      batches.add(batch);
      return encoder.training(batch, draws);
    }

    @Override
    public Stream<DataSet> inference(List<Row> rows) {
      return encoder.inference(rows);
    }
  }
}
