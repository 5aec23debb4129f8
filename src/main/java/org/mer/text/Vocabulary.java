package org.mer.text;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.split;
import static org.apache.spark.sql.functions.udf;

import java.io.Serializable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.ml.feature.CountVectorizer;
import org.apache.spark.ml.feature.CountVectorizerModel;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.types.DataTypes;
import org.mer.model.Bundle;

/**
 * The words that a text network knows, by number: 0 is padding, 1 an unknown word, 2 and on are the
 * words, the most frequent first, and behind them the buckets that words unknown otherwise fall
 * into by their shape ({@link WordShape}).
 *
 * @param words the known words
 * @param buckets of unknown words, at least 0; without any, each unknown word is number 1
 */
public record Vocabulary(List<String> words, int buckets) implements Serializable {
  /** The number that fills a batch up. */
  static final int PADDING = 0;

  /** The number of a word that is hidden, of no word at all, and of what falls into no bucket. */
  static final int UNKNOWN = 1;

  /** The column that {@link #encode} adds: the numbers of a text's words, at least one. */
  static final String TOKEN_IDS = "token_ids";

  private static final int RESERVED = 2;
  private static final String WORDS = "words";

  /** An unmodifiable copy of the words. */
  public Vocabulary {
    words = List.copyOf(words);
    if (buckets < 0) {
      throw new IllegalArgumentException(
          "vocabulary-buckets must be at least 0, cannot be: " + buckets);
    }
  }

  /**
   * Learns the vocabulary of cleaned texts, with MLlib.
   *
   * @param tweets rows with a column {@code text}; of the training part only
   * @param size how many words at most
   * @param minimumTexts in how many texts a word must occur
   * @param buckets of the words that are left out, at least 0
   */
  public static Vocabulary fit(Dataset<Row> tweets, int size, int minimumTexts, int buckets) {
    CountVectorizerModel counted =
        new CountVectorizer()
            .setInputCol(WORDS)
            .setVocabSize(size)
            .setMinDF(minimumTexts)
            .fit(tweets.select(split(col("text"), " ").as(WORDS)));
    return new Vocabulary(List.of(counted.vocabulary()), buckets);
  }

  /**
   * The vocabulary of a text bundle.
   *
   * @throws org.mer.UsageException if it has none that can be used
   */
  static Vocabulary of(Bundle bundle) {
    return bundle.make(
        () ->
            new Vocabulary(
                bundle.lines(TextTask.VOCABULARY),
                (int) bundle.manifest().numberOr(TextTask.BUCKETS, 0)));
  }

  /** How many numbers there are, the reserved ones and the buckets included. */
  public int size() {
    return words.size() + RESERVED + buckets;
  }

  /** The number of a word that is not among the words. */
  private int unknown(String word) {
    return buckets == 0 || word.isEmpty()
        ? UNKNOWN
        : RESERVED + words.size() + WordShape.bucket(word, buckets);
  }

  /**
   * The texts with a column {@value #TOKEN_IDS}.
   *
   * @param tweets rows with a column {@code text}
   * @param longest how many words of a text are used, from its start
   */
  Dataset<Row> encode(Dataset<Row> tweets, int longest) {
    Broadcast<WordNumbers> shared =
        JavaSparkContext.fromSparkContext(tweets.sparkSession().sparkContext())
            .broadcast(new WordNumbers(this));
    UDF1<String, int[]> numbers = text -> shared.value().of(text, longest);
    return tweets.withColumn(
        TOKEN_IDS,
        udf(numbers, DataTypes.createArrayType(DataTypes.IntegerType, false)).apply(col("text")));
  }

  /** Numbers the words of texts; the table is built once an executor. */
  private static final class WordNumbers implements Serializable {
    private static final long serialVersionUID = 1L;
    private static final char BETWEEN = ' ';

    private final Vocabulary vocabulary;
    private transient Map<String, Integer> numbers;

    WordNumbers(Vocabulary vocabulary) {
      this.vocabulary = vocabulary;
    }

    /** The numbers of the first words of a text. */
    int[] of(String text, int longest) {
      Map<String, Integer> known = known();
      int count = (int) text.chars().filter(one -> one == BETWEEN).limit(longest - 1L).count() + 1;
      int[] ids = new int[count];
      int from = 0;
      for (int i = 0; i < count; i++) {
        int to = text.indexOf(BETWEEN, from);
        String word = text.substring(from, to < 0 ? text.length() : to);
        Integer number = known.get(word);
        ids[i] = number == null ? vocabulary.unknown(word) : number;
        from = to + 1;
      }

      return ids;
    }

    private synchronized Map<String, Integer> known() {
      if (numbers == null) {
        Map<String, Integer> table = new HashMap<>();
        List<String> words = vocabulary.words();
        for (int i = 0; i < words.size(); i++) {
          table.put(words.get(i), i + RESERVED);
        }

        numbers = table;
      }

      return numbers;
    }
  }
}
