package org.mer.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordShapeTest {
  @ParameterizedTest
  @CsvSource({
    "sleeping, ing a long",
    "looove, ove a short",
    "LOVE, ove a short",
    "b4, b4 ad short",
    "naïve, ïve al short",
    "don't, n't am short",
    "!!!, ! m short",
    "😀, 😀 m short"
  })
  void isAnEndingKindsOfCharactersAndALength(String word, String form) {
    assertThat(WordShape.form(word)).isEqualTo(form);
  }

  @Test
  void wordsOfOneFormShareABucket() {
    assertThat(WordShape.bucket("snorkeling", 500)).isEqualTo(WordShape.bucket("Yodelllling", 500));
  }

  @Test
  void bucketsAreThoseOfOlderBundles() {
    assertThat(List.of("snorkeling", "gr8", "😀").stream().map(one -> WordShape.bucket(one, 500)))
        .containsExactly(174, 257, 401);
  }

  @Test
  void wordsSpreadOverAllBuckets() {
    assertThat(
            IntStream.range(0, 2000)
                .map(i -> WordShape.bucket(Integer.toString(i, 36), 50))
                .boxed()
                .collect(Collectors.toSet()))
        .hasSize(50)
        .allMatch(bucket -> bucket >= 0 && bucket < 50);
  }
}
