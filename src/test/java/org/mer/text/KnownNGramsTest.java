package org.mer.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.mer.LocalSpark;

class KnownNGramsTest {
  @Test
  void comeBackFromTheirBytes() {
    KnownNGrams known = new KnownNGrams(new int[] {0, 7, 8, 4_194_303});

    assertThat(known.bytes()).hasSize(1 << 19).startsWith(0x81, 0x01);
    assertThat(KnownNGrams.of(known.bytes()).numbers()).isEqualTo(known.numbers());
  }

  @Test
  void makeVectorsWhoseLengthCountsUnknownOnesToo() {
    KnownNGrams known = new KnownNGrams(new int[] {3, 5, 9});

    Vector vector = known.vector(new int[] {1, 3, 7, 9}, new float[] {1, 1, 4});

    assertThat(vector.size()).isEqualTo(3);
    assertThat(vector.toArray()).containsExactly(new double[] {0.5, 0, 2}, within(1e-9));
  }

  @Test
  void makeAnEmptyVectorOfAnEmptyText() {
    assertThat(new KnownNGrams(new int[] {3}).vector(new int[0], new float[] {1}))
        .isEqualTo(Vectors.zeros(1).toSparse());
  }

  @Tag("spark")
  @Test
  @ExtendWith(LocalSpark.class)
  void areTheMostFrequentOfTexts(SparkSession spark) {
    NGrams words = new NGrams(1, 20);
    JavaRDD<String> texts =
        JavaSparkContext.fromSparkContext(spark.sparkContext())
            .parallelize(List.of("a a b", "a b c", "a d", "e a b c"), 3);

    assertThat(KnownNGrams.mostFrequent(texts, words, 10, 1).numbers())
        .isEqualTo(words.of("a b c d e"));
    assertThat(KnownNGrams.mostFrequent(texts, words, 10, 2).numbers())
        .isEqualTo(words.of("a b c"));
    assertThat(KnownNGrams.mostFrequent(texts, words, 2, 1).numbers()).isEqualTo(words.of("a b"));
    // c is as frequent as nothing else, d and e are equally frequent: both or none.
    assertThat(KnownNGrams.mostFrequent(texts, words, 4, 1).numbers()).isEqualTo(words.of("a b c"));
    assertThat(Arrays.stream(words.of("a")))
        .allMatch(one -> KnownNGrams.mostFrequent(texts, words, 1, 1).feature(one) == 0);
  }
}
