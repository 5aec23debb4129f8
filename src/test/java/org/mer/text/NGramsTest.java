package org.mer.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NGramsTest {
  private static final NGrams NGRAMS = new NGrams(3, 22);

  @Test
  void areAllRunsOfTokensWithTheEndsOfTheText() {
    // 2 words; 3 pairs and 2 triples, of which the ends are part.
    assertThat(NGRAMS.of("good day")).hasSize(2 + 3 + 2).isSorted().doesNotHaveDuplicates();
    assertThat(new NGrams(1, 22).of("good day")).hasSize(2);
  }

  @Test
  void areThoseOfOlderBundles() {
    assertThat(new NGrams(2, 16).of("good day")).containsExactly(6361, 18791, 21488, 31356, 33677);
  }

  @Test
  void ofOneTextIsTheNumberOfTheSameRunInAnother() {
    int[] alone = new NGrams(2, 22).of("not good");
    int[] within = new NGrams(2, 22).of("it is not good at all");

    // The two words and the pair of them; the ends are others.
    assertThat(Arrays.stream(alone).filter(one -> Arrays.binarySearch(within, one) >= 0))
        .hasSize(3);
  }

  @Test
  void keepTheOrderOfTokens() {
    assertThat(NGRAMS.of("not good")).isNotEqualTo(NGRAMS.of("good not"));
    assertThat(new NGrams(1, 22).of("not good")).isEqualTo(new NGrams(1, 22).of("good not"));
  }

  @Test
  void countOnceWhatIsRepeated() {
    assertThat(new NGrams(1, 22).of("no no no")).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " "})
  void ofAnEmptyTextAreNone(String text) {
    assertThat(NGRAMS.of(text)).isEmpty();
  }

  @Test
  void stayBelowTheirNumberOfBits() {
    assertThat(
            Arrays.stream(
                new NGrams(5, 8).of("a b c d e f g h i j k l m n o p q r s t u v w x y z")))
        .allMatch(number -> number >= 0 && number < 256)
        .hasSizeGreaterThan(50);
  }

  @Test
  void areSpelledOutWithTheirNumbersAndTheEndsOfTheText() {
    assertThat(new NGrams(3, 22).spelled("good day", number -> true).keySet())
        .containsExactlyInAnyOrder(
            "good",
            "day",
            "<start> good",
            "good day",
            "day <end>",
            "<start> good day",
            "good day <end>");
    assertThat(NGRAMS.spelled("so so good", number -> true).values())
        .containsExactlyInAnyOrder(box(NGRAMS.of("so so good")));
  }

  @Test
  void areSpelledOutOnlyWhereTheyAreWanted() {
    int day = new NGrams(1, 22).of("day")[0];

    assertThat(NGRAMS.spelled("a good day or a bad day", number -> number == day))
        .isEqualTo(Map.of("day", day));
    assertThat(NGRAMS.spelled(" ", number -> true)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"0, 22, longest", "6, 22, longest", "3, 7, bits", "3, 25, bits"})
  void refuseWhatIsOutOfRange(int longest, int bits, String name) {
    assertThatThrownBy(() -> new NGrams(longest, bits))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("ngrams." + name + " must be");
  }

  private static Integer[] box(int[] numbers) {
    return Arrays.stream(numbers).boxed().toArray(Integer[]::new);
  }
}
