package org.mer.text;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.countDistinct;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.mer.table.Lake;
import org.mer.table.Table;

/**
 * The tweets that are learned from and those that are judged on. A text that stands under both
 * labels says nothing and is in neither; the official manual test set is taken whole, and none of
 * its texts is learned from.
 */
public final class LabelledTweets {
  private static final String MANUAL = "manual";

  private final Dataset<Row> tweets;

  private LabelledTweets(Dataset<Row> tweets) {
    this.tweets = tweets;
  }

  /** The labelled tweets of a lake. */
  public static LabelledTweets of(Lake lake) {
    return new LabelledTweets(lake.read(Table.TWEETS));
  }

  /** Rows of the training part. Shuffles once, by fingerprint. */
  public Dataset<Row> training() {
    Dataset<Row> manual =
        tweets.where(col("part").equalTo(MANUAL)).select("fingerprint").distinct();
    return unambiguous("train").join(manual, "fingerprint", "left_anti");
  }

  /** Rows of the validation part. */
  public Dataset<Row> validation() {
    return unambiguous("validation");
  }

  /** Rows of the parts validation, test and manual. */
  public Dataset<Row> heldOut() {
    return validation()
        .unionByName(unambiguous("test"))
        .unionByName(tweets.where(col("part").equalTo(MANUAL)));
  }

  private Dataset<Row> unambiguous(String part) {
    Dataset<Row> rows = tweets.where(col("part").equalTo(part));
    Dataset<Row> contradictory =
        rows.groupBy("fingerprint")
            .agg(countDistinct("polarity").as("labels"))
            .where(col("labels").gt(1))
            .select("fingerprint");
    return rows.join(contradictory, "fingerprint", "left_anti");
  }
}
