package org.mer.ingest;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.first;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.max_by;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.split;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.udf;

import org.apache.spark.ml.feature.HashingTF;
import org.apache.spark.ml.feature.MinHashLSH;
import org.apache.spark.ml.feature.NGram;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.api.java.UDF2;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.types.DataTypes;

/**
 * Finds texts that are nearly the same, by locality-sensitive hashing (Broder 1997; Leskovec,
 * Rajaraman and Ullman, Mining of Massive Datasets, chapter 3). A text is its set of word pairs;
 * MLlib's MinHash gives it {@value #HASHES} hashes, cut into bands of {@value #ROWS_PER_BAND}.
 * Texts that share a band are neighbours, and each is compared with the neighbour whose fingerprint
 * is smallest: so the work grows with the number of texts, not of pairs. What is found is certain,
 * as the similarity is computed from the texts themselves; a pair of similarity s shares a band
 * with probability 1 - (1 - s^4)^6, which is 0.96 at 0.8 and 0.33 at 0.5.
 */
public final class NearDuplicates {
  static final int HASHES = 24;
  static final int ROWS_PER_BAND = 4;

  /** Shorter texts have too few word pairs to be nearly the same. */
  private static final int LEAST_TOKENS = 5;

  private static final int DIMENSIONS = 1 << 20;

  private final double threshold;
  private final long seed;

  /**
   * A search.
   *
   * @param threshold least Jaccard similarity of what is called nearly the same, 0 to 1
   */
  public NearDuplicates(double threshold, long seed) {
    this.threshold = threshold;
    this.seed = seed;
  }

  /**
   * Pairs of which at least one text is new.
   *
   * @param known {@code fingerprint}, {@code text} and {@code tokens} of texts that were compared
   *     before
   * @param added the same of texts that were not
   * @return {@code fingerprint}, {@code other} and {@code similarity}; a text at most once
   */
  Dataset<Row> find(Dataset<Row> known, Dataset<Row> added) {
    Dataset<Row> texts = texts(known, added);
    Dataset<Row> candidates = candidates(texts);
    Dataset<Row> left = texts.select("fingerprint", "text");
    Dataset<Row> right = texts.select(col("fingerprint").as("other"), col("text").as("other_text"));
    Column similarity =
        udf((UDF2<String, String, Double>) WordPairs::similarity, DataTypes.DoubleType)
            .apply(col("text"), col("other_text"));
    return candidates
        .join(left, "fingerprint")
        .join(right, "other")
        .withColumn("similarity", similarity)
        .where(col("similarity").geq(threshold))
        .groupBy("fingerprint")
        .agg(
            max_by(col("other"), col("similarity")).as("other"),
            max("similarity").as("similarity"));
  }

  /** Each text once; new if it is among the added only. */
  private static Dataset<Row> texts(Dataset<Row> known, Dataset<Row> added) {
    return known
        .select(col("fingerprint"), col("text"), col("tokens"), lit(false).as("is_new"))
        .unionByName(
            added.select(col("fingerprint"), col("text"), col("tokens"), lit(true).as("is_new")))
        .where(col("tokens").geq(LEAST_TOKENS))
        .groupBy("fingerprint")
        .agg(first("text").as("text"), min("is_new").as("is_new"));
  }

  /** Texts and the smallest of their neighbours in each band. */
  private Dataset<Row> candidates(Dataset<Row> texts) {
    Column smallest = min(struct("fingerprint", "is_new")).over(Window.partitionBy(col("band")));
    return banded(texts)
        .withColumn("smallest", smallest)
        .where(
            col("smallest.fingerprint")
                .notEqual(col("fingerprint"))
                .and(col("is_new").or(col("smallest.is_new"))))
        .select(col("fingerprint"), col("smallest.fingerprint").as("other"))
        .distinct();
  }

  private Dataset<Row> banded(Dataset<Row> texts) {
    Dataset<Row> words = texts.withColumn("words", split(col("text"), " "));
    Dataset<Row> pairs = new NGram().setInputCol("words").setOutputCol("pairs").transform(words);
    Dataset<Row> sets =
        new HashingTF()
            .setBinary(true)
            .setNumFeatures(DIMENSIONS)
            .setInputCol("pairs")
            .setOutputCol("set")
            .transform(pairs);
    Dataset<Row> hashed =
        new MinHashLSH()
            .setSeed(seed)
            .setNumHashTables(HASHES)
            .setInputCol("set")
            .setOutputCol("hashes")
            .fit(sets)
            .transform(sets);
    Column bands =
        udf(
                (UDF1<scala.collection.Seq<org.apache.spark.ml.linalg.Vector>, long[]>) Bands::of,
                DataTypes.createArrayType(DataTypes.LongType))
            .apply(col("hashes"));
    return hashed.select(col("fingerprint"), col("is_new"), explode(bands).as("band"));
  }
}
