package org.mer.training;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.xxhash64;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.storage.StorageLevel;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.spark.impl.multilayer.SparkDl4jMultiLayer;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.schedule.ISchedule;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Fits a network on the cluster by parameter averaging (McDonald et al. 2010; DL4J's Spark module):
 * each worker fits some minibatches from the same weights, then weights and updater state are
 * averaged and sent out again.
 *
 * <p>Each epoch shuffles the rows anew over the workers, by a seeded hash; minibatches are made in
 * the executors from their rows. On the driver are the weights, never a row.
 */
public final class SparkTrainer implements Trainer {
  private static final Logger LOG = LoggerFactory.getLogger(SparkTrainer.class);

  private final SparkSession spark;
  private final Recipe recipe;
  private final int workers;

  /** A trainer on a session's cluster. */
  public SparkTrainer(SparkSession spark, Recipe recipe) {
    this.spark = spark;
    this.recipe = recipe;
    this.workers =
        recipe.workers() > 0 ? recipe.workers() : spark.sparkContext().defaultParallelism();
  }

  @Override
  public TrainedNetwork train(
      NetworkDefinition definition,
      MinibatchEncoder encoder,
      Dataset<Row> training,
      Dataset<Row> validation) {
    Dataset<Row> learned = training.persist(StorageLevel.MEMORY_AND_DISK());
    Dataset<Row> judged = validation.persist(StorageLevel.MEMORY_AND_DISK());
    try {
      return new Fit(definition, encoder, learned, judged).run();
    } finally {
      learned.unpersist();
      judged.unpersist();
    }
  }

  /** One training run. */
  private final class Fit {
    private final Instant start = Instant.now();
    private final NetworkDefinition definition;
    private final MinibatchEncoder encoder;
    private final Dataset<Row> training;
    private final long rows;
    private final Validator validator;
    private final ISchedule learningRate;
    private final MultiLayerNetwork network;
    private final SparkDl4jMultiLayer distributed;

    Fit(
        NetworkDefinition definition,
        MinibatchEncoder encoder,
        Dataset<Row> training,
        Dataset<Row> validation) {
      this.definition = definition;
      this.encoder = encoder;
      this.training = training;
      this.rows = training.count();
      this.validator = new Validator(validation, encoder, definition.classes());
      this.learningRate = new OneCycle(recipe.learningRate(), recipe.epochs() * stepsPerEpoch());
      this.network = new MultiLayerNetwork(definition.configuration(learningRate, recipe.seed()));
      network.init();
      this.distributed =
          new SparkDl4jMultiLayer(
              JavaSparkContext.fromSparkContext(spark.sparkContext()),
              network,
              new AveragingRound(workers, recipe.batchSize(), recipe.averagingFrequency()));
      LOG.info(
          "{}: {} weights, {} rows, {} workers, batches of {}, averaged every {}",
          definition.name(),
          "%,d".formatted(network.numParams()),
          "%,d".formatted(rows),
          workers,
          recipe.batchSize(),
          recipe.averagingFrequency());
    }

    TrainedNetwork run() {
      List<Epoch> epochs = new ArrayList<>();
      FittedNetwork best = null;
      Epoch bestEpoch = null;
      for (int number = 1; number <= recipe.epochs() && !isOver(bestEpoch, number); number++) {
        Epoch epoch = fit(number);
        epochs.add(epoch);
        if (bestEpoch == null || epoch.validation().macroF1() > bestEpoch.validation().macroF1()) {
          best = snapshot();
          bestEpoch = epoch;
        }
      }

      return new TrainedNetwork(best, bestEpoch, List.copyOf(epochs), rows);
    }

    private boolean isOver(Epoch best, int number) {
      if (best == null) {
        return false;
      }

      if (number - 1 - best.number() >= recipe.patience()) {
        LOG.info(
            "no better epoch than {} for {} epochs: training ends early",
            best.number(),
            recipe.patience());
        return true;
      }

      return isOutOfTime();
    }

    private boolean isOutOfTime() {
      return Duration.between(start, Instant.now()).compareTo(recipe.timeLimit()) >= 0;
    }

    private Epoch fit(int number) {
      Instant began = Instant.now();
      JavaRDD<List<Row>> batches = shuffled(number).persist(StorageLevel.MEMORY_AND_DISK());
      try {
        int longest = batches.mapPartitions(SparkTrainer::size).max(Comparator.naturalOrder());
        Progress progress = new Progress(number, recipe.epochs(), rows, began);
        double loss = 0;
        int rounds = 0;
        long examples = 0;
        for (int from = 0; from < longest && !isOutOfTime(); from += recipe.averagingFrequency()) {
          distributed.fit(round(batches, number, from));
          loss += distributed.getScore();
          rounds++;
          examples =
              Math.min(
                  rows, (long) (from + recipe.averagingFrequency()) * workers * recipe.batchSize());
          progress.report(examples, distributed.getScore());
        }

        return judged(number, examples, began, rounds == 0 ? Double.NaN : loss / rounds);
      } finally {
        batches.unpersist();
      }
    }

    private Epoch judged(int number, long examples, Instant began, double loss) {
      double seconds = Duration.between(began, Instant.now()).toMillis() / 1000.0;
      Validation validation = validator.validate(snapshot());
      double rate =
          learningRate.valueAt(network.getLayerWiseConfigurations().getIterationCount(), number);
      Epoch epoch = new Epoch(number, examples, seconds, loss, validation, rate);
      LOG.info(
          "epoch {}/{} done: {} examples/s, training loss {}, validation loss {}, accuracy {}, macro-F1 {}",
          number,
          recipe.epochs(),
          "%,.0f".formatted(epoch.examplesPerSecond()),
          "%.4f".formatted(loss),
          "%.4f".formatted(validation.loss()),
          "%.4f".formatted(validation.accuracy()),
          "%.4f".formatted(validation.macroF1()));
      return epoch;
    }

    /** The epoch's minibatches, one partition a worker, the short one of a partition last. */
    private JavaRDD<List<Row>> shuffled(int epoch) {
      String order = "shuffled_by";
      MinibatchEncoder encoding = encoder;
      int batchSize = recipe.batchSize();
      long seed = recipe.seed() + epoch;
      return training
          .withColumn(order, xxhash64(col("id"), lit(seed)))
          .repartition(workers, col(order))
          .sortWithinPartitions(order)
          .drop(order)
          .javaRDD()
          .mapPartitionsWithIndex(
              (partition, rows) ->
                  mixed(new Minibatches(rows, batchSize, encoding), seed + partition),
              true);
    }

    private JavaRDD<DataSet> round(JavaRDD<List<Row>> batches, int epoch, int from) {
      MinibatchEncoder encoding = encoder;
      int count = recipe.averagingFrequency();
      long seed = recipe.seed() * 31 + epoch;
      return batches.mapPartitionsWithIndex(
          (partition, all) -> {
            Random random = new Random((seed * 31 + partition) * 31 + from);
            return encoded(all, from, count, encoding, random);
          },
          true);
    }

    private FittedNetwork snapshot() {
      return new FittedNetwork(definition, network.params().dup().data().asFloat());
    }

    private int stepsPerEpoch() {
      return Math.max(1, (int) Math.ceil((double) rows / ((long) workers * recipe.batchSize())));
    }
  }

  private static Iterator<Integer> size(Iterator<List<Row>> batches) {
    int size = 0;
    for (; batches.hasNext(); batches.next()) {
      size++;
    }

    return List.of(size).iterator();
  }

  /** Batches of a window come sorted by length; learning wants them mixed. */
  private static Iterator<List<Row>> mixed(Minibatches batches, long seed) {
    List<List<Row>> all = new ArrayList<>();
    batches.forEachRemaining(all::add);
    if (all.size() > 1) {
      Collections.shuffle(all.subList(0, all.size() - 1), new Random(seed));
    }

    return all.iterator();
  }

  private static Iterator<DataSet> encoded(
      Iterator<List<Row>> batches, int from, int count, MinibatchEncoder encoder, Random random) {
    NativeThreads.limit();
    for (int skipped = 0; skipped < from && batches.hasNext(); skipped++) {
      batches.next();
    }

    return new Iterator<>() {
      private int taken;

      @Override
      public boolean hasNext() {
        return taken < count && batches.hasNext();
      }

      @Override
      public DataSet next() {
        taken++;
        return encoder.training(batches.next(), random);
      }
    };
  }
}
