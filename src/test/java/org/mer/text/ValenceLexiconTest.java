package org.mer.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ValenceLexiconTest {
  private final ValenceLexicon lexicon =
      ValenceLexicon.of(List.of("good\t2.0\t0.5", "Bad\t-3"), 0.5, 0.25);

  @ParameterizedTest
  @CsvSource({
    "good, 1.25",
    "bad, -1.25",
    "good good bad, 0.75",
    "not good, -0.49",
    "isn't all that good, -0.49",
    "not at all so good, 1.25",
    "nothing known, 0.25",
    "'', 0.25"
  })
  void addsValencesUp(String text, double logOdds) {
    assertThat(lexicon.logOdds(text)).isCloseTo(logOdds, within(1e-9));
  }

  @Test
  void probabilitiesSumToOne() {
    double[] probabilities = lexicon.probabilities("bad");

    assertThat(probabilities[0]).isCloseTo(1 / (1 + Math.exp(-1.25)), within(1e-9));
    assertThat(probabilities[0] + probabilities[1]).isCloseTo(1, within(1e-12));
  }

  @Test
  void comesBackFromItsLines() {
    assertThat(ValenceLexicon.of(lexicon.lines(), 0.5, 0.25)).isEqualTo(lexicon);
  }

  @Test
  void vaderHasRatingsOfThousandsOfWords() {
    ValenceLexicon vader = ValenceLexicon.vader();

    assertThat(vader.valences()).hasSizeGreaterThan(7000);
    assertThat(vader.valences().values()).allMatch(valence -> Math.abs(valence) <= 4);
    assertThat(vader.logOdds("what a great day")).isPositive();
    assertThat(vader.logOdds("what a horrible day")).isNegative();
  }

  @ParameterizedTest
  @CsvSource({"good", "'good\tvery'"})
  void refusesALineThatIsNone(String line) {
    assertThatThrownBy(() -> ValenceLexicon.of(List.of(line), 1, 0))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void refusesASlopeThatIsNone() {
    assertThatThrownBy(() -> ValenceLexicon.of(List.of(), Double.NaN, 0))
        .hasMessage("a lexicon's slope and intercept must be finite, cannot be: NaN, 0.0");
  }
}
