package org.mer.fusion;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.pmod;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.sequence;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.functions.xxhash64;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;
import org.mer.Polarity;

/**
 * Draws a tweet for every face, once a seed. The two data sets have nobody in common, so the pairs
 * are synthetic: given the label, text and face are independent by construction.
 *
 * <p>Within a seed faces and tweets stand in queues, ordered by a hash of the id and the seed; the
 * n-th face takes the n-th tweet, and where the tweets run out they start again. A polar face
 * queues for tweets of its polarity. Neutral and surprised faces queue for tweets of any polarity,
 * taken from the other end of the hash's order, so that no tweet serves twice in a seed while there
 * are enough. The result depends on ids and seeds only, not on the order or partitioning of the
 * rows.
 *
 * <p>Shuffles tweets and faces by seed and queue; nothing comes to the driver.
 */
public final class SyntheticPairs {
  /** The control of pairs that are drawn by polarity. */
  public static final String NO_CONTROL = "none";

  /** The control of pairs that are drawn without regard to the labels. */
  public static final String UNCONDITIONAL = "unconditional";

  private static final String ANY = "any";

  private final int seeds;
  private final long seed;

  /**
   * A way to draw pairs.
   *
   * @param seeds how often each face is drawn a tweet, at least 1
   * @param seed of all draws
   */
  public SyntheticPairs(int seeds, long seed) {
    if (seeds < 1) {
      throw new IllegalArgumentException(
          "the number of pairing seeds must be at least 1, cannot be: " + seeds);
    }

    this.seeds = seeds;
    this.seed = seed;
  }

  /**
   * Pairs by polarity.
   *
   * @param tweets id and truth (a polarity)
   * @param faces id and truth (an emotion)
   * @param part the part that the pairs make
   * @return rows of the table {@code pairs} but for its run
   */
  public Dataset<Row> byPolarity(Dataset<Row> tweets, Dataset<Row> faces, String part) {
    Column polarity = EmotionColumns.polarity(col("face_truth"));
    Column queue = when(polarity.isin(polar()), polarity).otherwise(ANY);
    return draw(tweets, faces, coalesce(queue, lit(ANY)), part, NO_CONTROL);
  }

  /** Pairs without regard to the labels, for comparison; as {@link #byPolarity} otherwise. */
  public Dataset<Row> unconditional(Dataset<Row> tweets, Dataset<Row> faces, String part) {
    return draw(tweets, faces, lit(ANY), part, UNCONDITIONAL);
  }

  private Dataset<Row> draw(
      Dataset<Row> tweets, Dataset<Row> faces, Column queue, String part, String control) {
    Dataset<Row> texts = tweets.select(col("id").as("text_id"), col("truth").as("text_truth"));
    Dataset<Row> polarTexts =
        texts.where(col("text_truth").isin(polar())).withColumn("queue", col("text_truth"));
    Dataset<Row> anyTexts = texts.withColumn("queue", lit(ANY));
    Dataset<Row> queued =
        drawn(polarTexts, "text_id", col("drawn").asc())
            .unionByName(drawn(anyTexts, "text_id", col("drawn").desc()));
    Dataset<Row> lengths =
        polarTexts.unionByName(anyTexts).groupBy("queue").agg(count(lit(1)).as("length"));
    Dataset<Row> waiting =
        faces
            .select(col("id").as("face_id"), col("truth").as("face_truth"))
            .withColumn("queue", queue);
    return drawn(waiting, "face_id", col("drawn").asc())
        .join(broadcast(lengths), "queue")
        .withColumn("place", pmod(col("place").minus(1), col("length")).plus(1))
        .join(queued, new String[] {"pairing_seed", "queue", "place"})
        .withColumn("part", lit(part))
        .withColumn("control", lit(control))
        .withColumn("kind", EmotionColumns.kind(col("face_truth")))
        .withColumn("is_synthetic_pair", lit(true))
        .withColumn(
            "pair_id",
            concat_ws("/", col("part"), col("control"), col("pairing_seed"), col("face_id")))
        .select(
            "pair_id",
            "pairing_seed",
            "part",
            "control",
            "text_id",
            "face_id",
            "text_truth",
            "face_truth",
            "kind",
            "is_synthetic_pair");
  }

  /** Each row once a seed, with its place in its queue, from 1. */
  private Dataset<Row> drawn(Dataset<Row> rows, String id, Column order) {
    WindowSpec queues = Window.partitionBy("pairing_seed", "queue").orderBy(order, col(id));
    return rows.withColumn("pairing_seed", explode(sequence(lit(1), lit(seeds))))
        .withColumn("drawn", xxhash64(lit(seed), col("pairing_seed"), col(id)))
        .withColumn("place", row_number().over(queues).cast("long"))
        .drop("drawn");
  }

  private static Object[] polar() {
    return new Object[] {Polarity.NEGATIVE.label(), Polarity.POSITIVE.label()};
  }
}
