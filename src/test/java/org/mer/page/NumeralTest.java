package org.mer.page;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NumeralTest {
  @Test
  void countsAreGrouped() {
    assertThat(Numeral.count(1_234_567)).isEqualTo("1,234,567");
    assertThat(Numeral.count(1, "row", "rows")).isEqualTo("1 row");
    assertThat(Numeral.count(0, "row", "rows")).isEqualTo("0 rows");
  }

  @Test
  void sharesSayWhetherThereIsAnything() {
    assertThat(Numeral.share(1, 8)).isEqualTo("12.5\u00a0%");
    assertThat(Numeral.share(0, 8)).isEqualTo("0.0\u00a0%");
    assertThat(Numeral.share(1, 100_000)).isEqualTo("<0.1\u00a0%");
    assertThat(Numeral.share(0, 0)).isEqualTo("-");
    assertThat(Numeral.percent(0, 0)).isZero();
    assertThat(Numeral.percent(1, 3)).isEqualTo(33.33);
  }

  @Test
  void decimalsHaveTwoPlacesAtMost() {
    assertThat(Numeral.decimal(1234.567)).isEqualTo("1,234.57");
    assertThat(Numeral.decimal(15)).isEqualTo("15");
  }

  @Test
  void fractionsHaveFourPlaces() {
    assertThat(Numeral.fraction(2.0 / 3)).isEqualTo("0.6667");
    assertThat(Numeral.fraction(1)).isEqualTo("1.0000");
  }
}
