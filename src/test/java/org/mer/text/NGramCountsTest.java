package org.mer.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.mer.LocalSpark;

@Tag("spark")
@ExtendWith(LocalSpark.class)
class NGramCountsTest {
  private static final NGrams WORDS = new NGrams(1, 20);

  private static NGramCounts counts;

  @BeforeAll
  static void count(SparkSession spark) {
    counts =
        NGramCounts.of(
            JavaSparkContext.fromSparkContext(spark.sparkContext())
                .parallelize(List.of("a a b", "a b c", "a d", "e a b c"), 3),
            WORDS);
  }

  @Test
  void areOfTextsAndNotOfOccurrences() {
    assertThat(counts.texts(WORDS.of("a")[0])).isEqualTo(4);
    assertThat(counts.texts(WORDS.of("b")[0])).isEqualTo(3);
    assertThat(counts.texts(WORDS.of("f")[0])).isZero();
  }

  @Test
  void tellTheMostFrequent() {
    assertThat(counts.mostFrequent(10, 1).numbers()).isEqualTo(WORDS.of("a b c d e"));
    assertThat(counts.mostFrequent(10, 2).numbers()).isEqualTo(WORDS.of("a b c"));
    assertThat(counts.mostFrequent(2, 1).numbers()).isEqualTo(WORDS.of("a b"));
    assertThat(counts.mostFrequent(1, 1).numbers()).isEqualTo(WORDS.of("a"));
  }

  @Test
  void keepThoseThatAreEquallyFrequentAllOrNone() {
    // c is as frequent as nothing else, d and e are equally frequent.
    assertThat(counts.mostFrequent(4, 1).numbers()).isEqualTo(WORDS.of("a b c"));
  }
}
