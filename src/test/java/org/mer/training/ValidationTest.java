package org.mer.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ValidationTest {
  @Test
  void accuracyAndMacroF1OfCounts() {
    // Precision and recall by hand: class 0 has 8/10 and 8/9, class 1 has 5/6 and 5/7, class 2
    // never occurs.
    Validation validation = Validation.of(new long[][] {{8, 1, 0}, {2, 5, 0}, {0, 0, 0}}, 32);

    assertThat(validation.rows()).isEqualTo(16);
    assertThat(validation.accuracy()).isEqualTo(13.0 / 16);
    assertThat(validation.loss()).isEqualTo(2);
    assertThat(validation.macroF1()).isCloseTo((16.0 / 19 + 10.0 / 13 + 0) / 3, within(1e-12));
  }
}
