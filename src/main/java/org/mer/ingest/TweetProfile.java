package org.mer.ingest;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What {@code mer.tweets} holds, in figures.
 *
 * @param labels rows by part and polarity
 * @param lengths tokens a text, by polarity
 * @param tokens of the training part, by polarity: nobody looks into held-out texts
 * @param repeats texts in more than one row
 */
record TweetProfile(
    List<LabelCount> labels, Histogram lengths, List<LabelTokens> tokens, Repeats repeats) {
  /** The parts in their order. */
  static final List<String> PARTS = List.of("train", "validation", "test", "manual");

  private static final Histogram.Scale LENGTH = new Histogram.Scale(64, 1, 1);

  /** The profile of the rows of {@code mer.tweets}. */
  static TweetProfile of(Dataset<Row> tweets) {
    return new TweetProfile(
        LabelCount.of(tweets, "polarity"),
        Histogram.of(tweets, col("tokens"), "polarity", LENGTH),
        LabelTokens.of(tweets.where("part = 'train'")),
        Repeats.of(tweets, PARTS, col("polarity"), lit(false)));
  }
}
