package org.mer.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SliceKindTest {
  @ParameterizedTest
  @CsvSource({
    "all, RESULT",
    "without_duplicates, RESULT",
    "neutral-or-surprise, RESULT",
    "control:face-prior, CONTROL",
    "surprise:positive=0.5, CONTROL",
    "tokens:21+, CONDITION",
    "mention:no, CONDITION",
    "contrast:low, CONDITION"
  })
  void theNameTellsTheKind(String slice, SliceKind kind) {
    assertThat(SliceKind.of(slice)).isEqualTo(kind);
  }

  @Test
  void everyConditionIsOne() {
    assertThat(Condition.all())
        .extracting(condition -> SliceKind.of(condition.slice()))
        .hasSize(14)
        .containsOnly(SliceKind.CONDITION);
  }

  @Test
  void whatHasAnotherKeyIsNotTakenForAResult() {
    assertThatThrownBy(() -> SliceKind.of("weather:fine"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("weather:fine");
  }
}
