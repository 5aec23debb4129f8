package org.mer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class EmotionTest {
  @ParameterizedTest
  @CsvSource({"0,angry", "1,disgust", "2,fear", "3,happy", "4,sad", "5,surprise", "6,neutral"})
  void theNumbersAreThoseOfFer2013(int number, String label) {
    assertThat(Emotion.of(number).label()).isEqualTo(label);
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 7})
  void anotherNumberIsRefusedByName(int number) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Emotion.of(number))
        .withMessageContaining("0 to 6")
        .withMessageEndingWith("cannot be: " + number);
  }

  @ParameterizedTest
  @EnumSource
  void aLabelIsReadInAnyCase(Emotion emotion) {
    assertThat(Emotion.ofLabel(emotion.label())).contains(emotion);
    assertThat(Emotion.ofLabel(emotion.label().toUpperCase(Locale.ROOT))).contains(emotion);
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"", "joy", "happy "})
  void anotherWordIsNoEmotion(String word) {
    assertThat(Emotion.ofLabel(word)).isEmpty();
  }

  @Test
  void aPosteriorHasSevenPlaces() {
    assertThat(Emotion.COUNT).isEqualTo(7);
  }
}
