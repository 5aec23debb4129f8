package org.mer.text;

import static org.apache.spark.sql.functions.col;

import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.storage.StorageLevel;
import org.mer.Polarity;
import org.mer.model.TemperatureScaling;

/**
 * Texts that baselines are fitted to or judged on, kept in memory and on the executors' disks until
 * they are closed.
 *
 * @param rows {@code label} (0 negative, 1 positive) and {@code text}
 */
record LabelledTexts(Dataset<Row> rows) implements AutoCloseable {
  // Fitting sums an array of all features in each part: few parts, but work for every core.
  private static final int PARTITIONS_A_CORE = 2;

  /**
   * Keeps tweets, in parts that are alike in size, the same ones every time.
   *
   * @param tweets rows with {@code polarity} and {@code text}
   */
  static LabelledTexts of(Dataset<Row> tweets) {
    int parts = PARTITIONS_A_CORE * tweets.sparkSession().sparkContext().defaultParallelism();
    return new LabelledTexts(
        tweets
            .select(
                col("polarity").equalTo(Polarity.POSITIVE.label()).cast("double").as("label"),
                col("text"))
            .repartition(parts, col("text"))
            .persist(StorageLevel.MEMORY_AND_DISK()));
  }

  boolean haveBothClasses() {
    return rows.select("label").distinct().count() == TweetEncoder.CLASSES.size();
  }

  /** The texts alone. */
  JavaRDD<String> texts() {
    return rows.javaRDD().map(row -> row.getString(1));
  }

  /** What a model says of them, and what they are. */
  JavaRDD<TemperatureScaling.Example> scored(PolarityModel model) {
    Broadcast<PolarityModel> shared =
        JavaSparkContext.fromSparkContext(rows.sparkSession().sparkContext()).broadcast(model);
    return rows.javaRDD()
        .map(
            row ->
                new TemperatureScaling.Example(
                    shared.value().probabilities(row.getString(1)), (int) row.getDouble(0)));
  }

  @Override
  public void close() {
    rows.unpersist();
  }
}
