package org.mer.text;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.slice;
import static org.apache.spark.sql.functions.split;
import static org.apache.spark.sql.functions.udf;

import java.io.Serializable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.ml.feature.CountVectorizer;
import org.apache.spark.ml.feature.CountVectorizerModel;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.types.DataTypes;
import scala.collection.Seq;

/**
 * The words that a text network knows, by number: 0 is padding, 1 any unknown word, 2 and on are
 * the words, the most frequent first.
 *
 * @param words the known words
 */
public record Vocabulary(List<String> words) implements Serializable {
  /** The number that fills a batch up. */
  static final int PADDING = 0;

  /** The number of every unknown word. */
  static final int UNKNOWN = 1;

  /** The column that {@link #encode} adds: the numbers of a text's words, at least one. */
  static final String TOKEN_IDS = "token_ids";

  private static final int RESERVED = 2;
  private static final String WORDS = "words";

  /** An unmodifiable copy of the words. */
  public Vocabulary {
    words = List.copyOf(words);
  }

  /**
   * Learns the vocabulary of cleaned texts, with MLlib.
   *
   * @param tweets rows with a column {@code text}; of the training part only
   * @param size how many words at most
   * @param minimumTexts in how many texts a word must occur
   */
  public static Vocabulary fit(Dataset<Row> tweets, int size, int minimumTexts) {
    CountVectorizerModel counted =
        new CountVectorizer()
            .setInputCol(WORDS)
            .setVocabSize(size)
            .setMinDF(minimumTexts)
            .fit(tweets.select(split(col("text"), " ").as(WORDS)));
    return new Vocabulary(List.of(counted.vocabulary()));
  }

  /** How many numbers there are, the reserved ones included. */
  public int size() {
    return words.size() + RESERVED;
  }

  /**
   * The texts with a column {@value #TOKEN_IDS}.
   *
   * @param tweets rows with a column {@code text}
   * @param longest how many words of a text are used, from its start
   */
  Dataset<Row> encode(Dataset<Row> tweets, int longest) {
    SparkSession spark = tweets.sparkSession();
    Broadcast<Vocabulary> shared =
        spark
            .sparkContext()
            .broadcast(this, scala.reflect.ClassTag$.MODULE$.apply(Vocabulary.class));
    Lookup lookup = new Lookup(shared);
    return tweets.withColumn(
        TOKEN_IDS,
        udf(lookup, DataTypes.createArrayType(DataTypes.IntegerType, false))
            .apply(slice(split(col("text"), " "), 1, longest)));
  }

  /** Looks words up; the table is built once an executor's task. */
  private static final class Lookup implements UDF1<Seq<String>, int[]> {
    private static final long serialVersionUID = 1L;

    private final Broadcast<Vocabulary> shared;
    private transient Map<String, Integer> numbers;

    Lookup(Broadcast<Vocabulary> shared) {
      this.shared = shared;
    }

    @Override
    public int[] call(Seq<String> words) {
      Map<String, Integer> known = numbers();
      int[] ids = new int[words.size()];
      for (int i = 0; i < ids.length; i++) {
        ids[i] = known.getOrDefault(words.apply(i), UNKNOWN);
      }

      return ids;
    }

    private synchronized Map<String, Integer> numbers() {
      if (numbers == null) {
        Map<String, Integer> table = new HashMap<>();
        List<String> words = shared.value().words();
        for (int i = 0; i < words.size(); i++) {
          table.put(words.get(i), i + RESERVED);
        }

        numbers = table;
      }

      return numbers;
    }
  }
}
