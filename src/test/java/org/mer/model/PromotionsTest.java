package org.mer.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.mer.LocalSpark;
import org.mer.UsageException;
import org.mer.model.Decision.Action;
import org.mer.table.Lake;
import org.mer.table.Lease;
import org.mer.table.Table;

@Tag("spark")
@ExtendWith(LocalSpark.class)
class PromotionsTest {
  @Test
  void theNewestDecisionThatIsNoRefusalNamesTheChampion(Lake lake) {
    Promotions promotions = Promotions.of(lake);
    assertThat(promotions.champion()).isEmpty();
    assertThatThrownBy(promotions::predecessor).isInstanceOf(UsageException.class);

    decide(promotions, Action.REFUSE, "a");
    assertThat(promotions.champion()).isEmpty();
    decide(promotions, Action.PROMOTE, "b");
    decide(promotions, Action.REFUSE, "c");
    assertThat(promotions.champion()).hasValue(contender("b"));
    assertThatThrownBy(promotions::predecessor).hasMessageContaining("is the first champion");

    Decision last = decide(promotions, Action.PROMOTE, "d");

    assertThat(promotions.inForce()).hasValue(last);
    assertThat(last.number()).isEqualTo(4);
    assertThat(last.previous()).hasValue(contender("b"));
    assertThat(last.reasons()).containsExactly("why d");
    assertThat(last.figures()).containsExactly(Map.entry("text/ece", 0.5));
    assertThatThrownBy(() -> promotions.crowned(3)).hasMessageContaining("made nobody");
    assertThat(lake.spark().sql("SELECT * FROM mer.promotions.snapshots").count())
        .as("commits")
        .isEqualTo(4);
  }

  @Test
  void everyRollbackGoesOneChampionFurtherBack(Lake lake) {
    Promotions promotions = Promotions.of(lake);
    List.of("a", "b", "c").forEach(name -> decide(promotions, Action.PROMOTE, name));
    assertThat(promotions.predecessor()).isEqualTo(contender("b"));

    decide(promotions, Action.ROLLBACK, "b");
    assertThat(promotions.champion()).hasValue(contender("b"));
    assertThat(promotions.predecessor()).isEqualTo(contender("a"));

    decide(promotions, Action.PROMOTE, "d");
    assertThat(promotions.predecessor()).isEqualTo(contender("b"));
    decide(promotions, Action.ROLLBACK, "b");
    decide(promotions, Action.ROLLBACK, "a");
    assertThatThrownBy(promotions::predecessor).hasMessageContaining("is the first champion");
    assertThat(promotions.crowned(3)).isEqualTo(contender("c"));
    assertThat(lake.read(Table.PROMOTIONS).count()).isEqualTo(7);
  }

  private static Decision decide(Promotions promotions, Action action, String name) {
    String run = "run-" + promotions.decisions().size();
    try (Lease lease = promotions.lease(run, Duration.ZERO)) {
      return promotions.decide(
          lease, run, action, contender(name), List.of("why " + name), Map.of("text/ece", 0.5));
    }
  }

  private static Contender contender(String name) {
    return new Contender(
        new ModelReference("text-" + name, "file:/text/" + name),
        new ModelReference("face-" + name, "file:/face/" + name),
        "fuse-" + name,
        "{}");
  }
}
