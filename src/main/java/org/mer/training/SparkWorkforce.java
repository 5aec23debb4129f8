package org.mer.training;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.xxhash64;

import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.storage.StorageLevel;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.spark.impl.multilayer.SparkDl4jMultiLayer;

/**
 * Workers on a cluster, which average their weights (McDonald et al. 2010; DL4J's Spark module):
 * each fits some minibatches from the same weights, then weights and updater state are averaged and
 * sent out again.
 *
 * <p>Each epoch shuffles the rows anew over the workers, by a seeded hash; minibatches are made in
 * the executors from their rows. On the driver are the weights, never a row.
 */
final class SparkWorkforce implements Workforce {
  private static final String ORDER = "shuffled_by";

  private final SparkSession spark;
  private final Recipe recipe;
  private final MinibatchEncoder encoder;
  private final Dataset<Row> training;
  private final Dataset<Row> validation;
  private final Validator validator;
  private final MinibatchOrder order;
  private final int workers;
  private final long rows;
  private JavaRDD<List<Row>> minibatches;
  private int epoch;

  /**
   * A workforce on a session's cluster.
   *
   * @param training rows to learn from, with a column {@code id}
   * @param validation rows to choose the epoch by
   * @param classes that labels have
   */
  SparkWorkforce(
      SparkSession spark,
      Recipe recipe,
      MinibatchEncoder encoder,
      Dataset<Row> training,
      Dataset<Row> validation,
      int classes) {
    this.spark = spark;
    this.recipe = recipe;
    this.encoder = encoder;
    this.training = training.persist(StorageLevel.MEMORY_AND_DISK());
    this.validation = validation.persist(StorageLevel.MEMORY_AND_DISK());
    this.validator = new Validator(encoder, classes);
    this.order = new MinibatchOrder(recipe.seed(), recipe.batchSize(), recipe.averagingFrequency());
    this.workers =
        recipe.workers() > 0 ? recipe.workers() : spark.sparkContext().defaultParallelism();
    this.rows = this.training.count();
  }

  @Override
  public long rows() {
    return rows;
  }

  @Override
  public int workers() {
    return workers;
  }

  @Override
  public int prepare(int ofEpoch) {
    forget();
    epoch = ofEpoch;
    MinibatchOrder cutting = order;
    MinibatchEncoder encoding = encoder;
    minibatches =
        training
            .withColumn(ORDER, xxhash64(col("id"), lit(recipe.seed() + ofEpoch)))
            .repartition(workers, col(ORDER))
            .sortWithinPartitions(ORDER)
            .drop(ORDER)
            .javaRDD()
            .mapPartitionsWithIndex(
                (worker, all) -> cutting.cut(all, ofEpoch, worker, encoding).iterator(), true)
            .persist(StorageLevel.MEMORY_AND_DISK());
    return order.rounds(
        minibatches.mapPartitions(SparkWorkforce::count).max(Comparator.naturalOrder()));
  }

  @Override
  public Effort fit(MultiLayerNetwork network, int round) {
    MinibatchOrder sequence = order;
    MinibatchEncoder encoding = encoder.inEpoch(epoch, recipe.epochs());
    int current = epoch;
    EffortTotal effort = new EffortTotal();
    spark.sparkContext().register(effort);
    new SparkDl4jMultiLayer(
            JavaSparkContext.fromSparkContext(spark.sparkContext()),
            network,
            new AveragingRound(
                workers, recipe.batchSize(), recipe.averagingFrequency(), new EffortHook(effort)))
        .fit(
            minibatches.mapPartitionsWithIndex(
                (worker, all) -> sequence.round(all, current, worker, round, encoding), true));
    return effort.value();
  }

  @Override
  public Validation validate(FittedNetwork network) {
    return validator.validate(network, validation);
  }

  @Override
  public void close() {
    forget();
    training.unpersist();
    validation.unpersist();
  }

  private void forget() {
    if (minibatches != null) {
      minibatches.unpersist();
    }
  }

  private static Iterator<Integer> count(Iterator<List<Row>> all) {
    int count = 0;
    for (; all.hasNext(); all.next()) {
      count++;
    }

    return List.of(count).iterator();
  }
}
