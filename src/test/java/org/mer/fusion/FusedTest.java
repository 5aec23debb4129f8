package org.mer.fusion;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.mer.Emotion;
import org.mer.Polarity;

class FusedTest {
  @Test
  void theLikeliestIsTheFirstOfEquals() {
    Fused fused = new Fused(List.of(0.05, 0.3, 0.05, 0.3, 0.1, 0.1, 0.1), List.of(0.2, 0.4, 0.4));

    assertThat(fused.emotion()).isEqualTo(Emotion.values()[1]);
    assertThat(fused.confidence()).isEqualTo(0.3);
    assertThat(fused.polarity()).isEqualTo(Polarity.values()[1]);
  }
}
