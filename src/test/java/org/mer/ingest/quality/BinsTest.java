package org.mer.ingest.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.mer.ingest.quality.Bins.Bin;

class BinsTest {
  @Test
  void edgesDivideTheNumbersWithoutGapOrOverlap() {
    assertThat(Bins.ofEdges("tokens", List.of(5.0, 7.5, 10.0)).bins())
        .containsExactly(
            new Bin("<5", "tokens < 5"),
            new Bin("5-7.5", "tokens >= 5 AND tokens < 7.5"),
            new Bin("7.5-10", "tokens >= 7.5 AND tokens < 10"),
            new Bin(">=10", "tokens >= 10"));
  }

  @Test
  void aValueCannotBreakOutOfItsQuotes() {
    assertThat(Bins.ofValues("polarity", List.of("it's", "a\\b")).bins())
        .extracting(Bin::predicate)
        .containsExactly("polarity = 'it\\'s'", "polarity = 'a\\\\b'");
  }

  @Test
  void binsThatAreNoneAreRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> Bins.ofEdges("x", List.of()));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Bins.ofEdges("x", List.of(1.0, 1.0)))
        .withMessageContaining("must ascend");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Bins.ofValues("x", List.of("a", "a")))
        .withMessageContaining("different values");
  }
}
