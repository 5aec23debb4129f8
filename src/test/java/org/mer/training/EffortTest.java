package org.mer.training;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class EffortTest {
  private static final Effort ONE = new Effort(2, 30, 1.5, 4, 0.25, 700);
  private static final Effort OTHER = new Effort(3, 40, 2.25, 6, 0.5, 500);

  @Test
  void addsUpAndKeepsTheMostMemory() {
    assertThat(ONE.plus(OTHER)).isEqualTo(new Effort(5, 70, 3.75, 10, 0.75, 700));
    assertThat(OTHER.plus(ONE)).isEqualTo(ONE.plus(OTHER));
  }

  @Test
  void noneChangesNothing() {
    assertThat(ONE.plus(Effort.NONE)).isEqualTo(ONE);
  }

  @Test
  void tellsMeansOfAMinibatch() {
    assertThat(OTHER.meanLoss()).isEqualTo(0.75);
    assertThat(OTHER.meanGradientNorm()).isEqualTo(2);
  }

  @Test
  void theTotalIsThatOfAllWorkers() {
    EffortTotal total = new EffortTotal();
    total.add(ONE);
    EffortTotal ofAnother = new EffortTotal();
    ofAnother.add(OTHER);
    ofAnother.add(OTHER);

    total.merge(ofAnother);

    assertThat(total.value()).isEqualTo(new Effort(8, 110, 6, 16, 1.25, 700));
    assertThat(ofAnother.copyAndReset().isZero()).isTrue();
  }
}
