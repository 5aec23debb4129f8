package org.mer.ingest.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mer.ingest.quality.Outcome.Status;

class ConstraintTest {
  private static final Acceptance NOBODY = new Acceptance(Set.of(), "");
  private static final Bounds AT_MOST_A_TENTH =
      new Bounds(OptionalDouble.empty(), OptionalDouble.of(0.1), Optional.empty());
  private static final Bounds CHANGE =
      new Bounds(
          OptionalDouble.empty(), OptionalDouble.empty(), Optional.of(MaxChange.parse("0.1")));

  @Test
  void aValueWithinItsBoundsPasses() {
    Outcome outcome = judge(AT_MOST_A_TENTH, measured(100, 0.1), Optional.empty(), NOBODY);

    assertThat(outcome.status()).isEqualTo(Status.PASSED);
    assertThat(outcome.message()).isEmpty();
    assertThat(outcome.isComparable()).isTrue();
  }

  @Test
  void aValueOutOfItsBoundsFailsAndSaysWhy() {
    Outcome outcome = judge(AT_MOST_A_TENTH, measured(100, 0.25), Optional.empty(), NOBODY);

    assertThat(outcome.status()).isEqualTo(Status.FAILED);
    assertThat(outcome.message())
        .hasValue("share of the rows read that was rejected must be at most 0.1, is 0.25");
  }

  @Test
  void whoLetItPassIsRecorded() {
    Acceptance jane = new Acceptance(Set.of("rejected"), "jane");

    Outcome failing = judge(AT_MOST_A_TENTH, measured(100, 0.25), Optional.empty(), jane);
    Outcome passing = judge(AT_MOST_A_TENTH, measured(100, 0.05), Optional.empty(), jane);

    assertThat(failing.status()).isEqualTo(Status.ACCEPTED);
    assertThat(failing.acceptedBy()).hasValue("jane");
    assertThat(failing.message()).get().asString().contains("is 0.25");
    assertThat(passing.status()).isEqualTo(Status.PASSED);
    assertThat(passing.acceptedBy()).isEmpty();
  }

  @Test
  void withTooFewRowsItIsNotJudgedAndNotComparedWithLater() {
    Outcome outcome = judge(AT_MOST_A_TENTH, measured(49, 0.9), Optional.empty(), NOBODY);

    assertThat(outcome.status()).isEqualTo(Status.NOT_JUDGED);
    assertThat(outcome.message()).hasValue("judged from 50 rows on, there are 49");
    assertThat(outcome.value()).hasValue(0.9);
    assertThat(outcome.isComparable()).isFalse();
  }

  @Test
  void aChangeWantsAnAcceptedIngestToCompareWith() {
    Outcome first = judge(CHANGE, measured(100, 0.9), Optional.empty(), NOBODY);
    Outcome second = judge(CHANGE, measured(100, 0.9), Optional.of(last(0.7)), NOBODY);

    assertThat(first.status()).isEqualTo(Status.NOT_JUDGED);
    assertThat(first.isComparable()).isTrue();
    assertThat(second.status()).isEqualTo(Status.FAILED);
    assertThat(second.reference()).hasValue(0.7);
    assertThat(second.message()).get().asString().contains("within 0.1 of 0.7", "is 0.9");
  }

  @Test
  void whatHasNoValueFailsAndIsNeverComparedWith() {
    Outcome none =
        judge(AT_MOST_A_TENTH, Measured.of(100, OptionalDouble.empty()), Optional.empty(), NOBODY);
    Outcome noNumber = judge(AT_MOST_A_TENTH, measured(100, Double.NaN), Optional.empty(), NOBODY);

    assertThat(none.status()).isEqualTo(Status.FAILED);
    assertThat(none.message()).get().asString().endsWith("must have a value, has none in 100 rows");
    assertThat(none.isComparable()).isFalse();
    assertThat(noNumber.status()).isEqualTo(Status.FAILED);
    assertThat(noNumber.message()).get().asString().endsWith("is NaN");
    assertThat(noNumber.isComparable()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Rejected", "too,many", "a b", "-a"})
  void aNameThatAcceptCannotSayIsRefused(String name) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Constraint(name, CountMeasure.ROWS_READ, AT_MOST_A_TENTH, 0))
        .withMessageContaining("cannot be: " + name);
  }

  @Test
  void aDistanceIsComparedOnce() {
    Distance distance =
        new Distance(Bins.ofEdges("tokens", java.util.List.of(5.0)), RowFilter.all());

    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Constraint("far", distance, CHANGE, 0))
        .withMessageContaining("a distance is a change already");
  }

  private static Outcome judge(
      Bounds bounds, Measured measured, Optional<LastAccepted.Value> last, Acceptance who) {
    return new Constraint("rejected", CountMeasure.REJECTED_SHARE, bounds, 50)
        .judge(measured, last, who);
  }

  private static Measured measured(long rows, double value) {
    return Measured.of(rows, OptionalDouble.of(value));
  }

  private static LastAccepted.Value last(double value) {
    return new LastAccepted.Value(OptionalDouble.of(value), Map.of());
  }
}
