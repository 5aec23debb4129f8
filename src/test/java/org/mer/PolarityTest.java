package org.mer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class PolarityTest {
  @ParameterizedTest
  @CsvSource({"0,negative", "1,neutral", "2,positive"})
  void theNumbersRunFromNegativeToPositive(int number, String label) {
    assertThat(Polarity.of(number).label()).isEqualTo(label);
    assertThat(Polarity.ofLabel(label)).contains(Polarity.of(number));
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 3, 4})
  void anotherNumberIsRefusedByName(int number) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Polarity.of(number))
        .withMessageEndingWith("cannot be: " + number);
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"", "4", "good"})
  void anotherWordIsNoPolarity(String word) {
    assertThat(Polarity.ofLabel(word)).isEmpty();
  }
}
