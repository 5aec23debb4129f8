package org.mer.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.mer.LocalSpark;

@Tag("spark")
@ExtendWith(LocalSpark.class)
class VocabularyTest {
  private static final List<String> WORDS = List.of("good", "day");

  @Test
  void numbersWordsFromTwo(SparkSession spark) {
    assertThat(encoded(spark, new Vocabulary(WORDS, 0), "day good")).containsExactly(3, 2);
  }

  @Test
  void withoutBucketsEveryUnknownWordIsTheSame(SparkSession spark) {
    Vocabulary vocabulary = new Vocabulary(WORDS, 0);

    assertThat(vocabulary.size()).isEqualTo(4);
    assertThat(encoded(spark, vocabulary, "good snorkeling gr8"))
        .containsExactly(2, Vocabulary.UNKNOWN, Vocabulary.UNKNOWN);
  }

  @Test
  void noTokenIsLost(SparkSession spark) {
    Vocabulary vocabulary = new Vocabulary(WORDS, 500);

    List<Integer> numbers = encoded(spark, vocabulary, "good snorkeling gr8 😀 ! <url> day");

    assertThat(vocabulary.size()).isEqualTo(504);
    assertThat(numbers)
        .hasSize(7)
        .startsWith(2, 4 + WordShape.bucket("snorkeling", 500))
        .endsWith(3)
        .doesNotContain(Vocabulary.PADDING, Vocabulary.UNKNOWN);
    assertThat(numbers.subList(1, 6)).allMatch(one -> one >= 4 && one < 504);
  }

  @Test
  void anEmptyTextIsOneUnknownWord(SparkSession spark) {
    assertThat(encoded(spark, new Vocabulary(WORDS, 500), "")).containsExactly(Vocabulary.UNKNOWN);
  }

  @Test
  void wordsBeyondTheLongestTextAreLeft(SparkSession spark) {
    Dataset<Row> texts =
        spark.createDataset(List.of("day good day", "good"), Encoders.STRING()).toDF("text");

    assertThat(new Vocabulary(WORDS, 0).encode(texts, 2).select("token_ids").collectAsList())
        .extracting(row -> row.<Integer>getList(0))
        .containsExactly(List.of(3, 2), List.of(2));
  }

  @Test
  void rareWordsFallIntoBuckets(SparkSession spark) {
    Dataset<Row> texts =
        spark.createDataset(List.of("good day", "good night"), Encoders.STRING()).toDF("text");

    Vocabulary vocabulary = Vocabulary.fit(texts, 10, 2, 7);

    assertThat(vocabulary.words()).containsExactly("good");
    assertThat(vocabulary.size()).isEqualTo(2 + 1 + 7);
  }

  @Test
  void refusesANegativeNumberOfBuckets() {
    assertThatThrownBy(() -> new Vocabulary(WORDS, -1))
        .hasMessage("vocabulary-buckets must be at least 0, cannot be: -1");
  }

  private static List<Integer> encoded(SparkSession spark, Vocabulary vocabulary, String text) {
    Dataset<Row> texts = spark.createDataset(List.of(text), Encoders.STRING()).toDF("text");
    return vocabulary.encode(texts, 48).first().getList(1);
  }
}
