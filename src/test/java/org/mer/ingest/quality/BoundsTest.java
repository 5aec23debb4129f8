package org.mer.ingest.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BoundsTest {
  private static final OptionalDouble NOTHING = OptionalDouble.empty();

  @Test
  void boundsAreInclusive() {
    Bounds bounds = bounds(OptionalDouble.of(0.3), OptionalDouble.of(0.7), null);

    assertThat(bounds.brokenBy(0.3, NOTHING)).isEmpty();
    assertThat(bounds.brokenBy(0.7, NOTHING)).isEmpty();
    assertThat(bounds.brokenBy(0.29, NOTHING)).containsExactly("must be at least 0.3");
    assertThat(bounds.brokenBy(0.71, NOTHING)).containsExactly("must be at most 0.7");
  }

  @Test
  void whatIsNoNumberBreaksEveryBound() {
    Bounds bounds = bounds(OptionalDouble.of(0), OptionalDouble.of(9), "1");

    assertThat(bounds.brokenBy(Double.NaN, OptionalDouble.of(5)))
        .containsExactly(
            "must be at least 0", "must be at most 9", "must be within 1 of 5, the last accepted");
  }

  @Test
  void aChangeIsMeasuredAgainstTheLastAcceptedValue() {
    Bounds absolute = bounds(NOTHING, NOTHING, "0.5");
    Bounds relative = bounds(NOTHING, NOTHING, "20%");

    assertThat(absolute.brokenBy(10.5, OptionalDouble.of(10))).isEmpty();
    assertThat(absolute.brokenBy(9.4, OptionalDouble.of(10)))
        .containsExactly("must be within 0.5 of 10, the last accepted");
    assertThat(relative.brokenBy(12, OptionalDouble.of(10))).isEmpty();
    assertThat(relative.brokenBy(-13, OptionalDouble.of(-10)))
        .containsExactly("must be within 20 % of -10, the last accepted");
    assertThat(relative.brokenBy(1e9, NOTHING)).isEmpty();
  }

  @Test
  void theTighterOfBoundAndChangeIsWhatIsAllowed() {
    Bounds bounds = bounds(OptionalDouble.of(4), OptionalDouble.of(20), "50%");

    assertThat(bounds.low(NOTHING)).hasValue(4);
    assertThat(bounds.high(NOTHING)).hasValue(20);
    assertThat(bounds.low(OptionalDouble.of(6))).hasValue(4);
    assertThat(bounds.high(OptionalDouble.of(6)).getAsDouble()).isCloseTo(9, within(1e-12));
    assertThat(bounds(NOTHING, NOTHING, "1").low(OptionalDouble.of(6))).hasValue(5);
    assertThat(bounds(NOTHING, NOTHING, "1").high(NOTHING)).isEmpty();
  }

  @Test
  void boundsThatBoundNothingAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> bounds(NOTHING, NOTHING, null))
        .withMessageContaining("min, max or max-change");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> bounds(OptionalDouble.of(2), OptionalDouble.of(1), null))
        .withMessageContaining("2 and 1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> bounds(OptionalDouble.of(Double.NaN), OptionalDouble.of(1), null))
        .withMessageContaining("NaN");
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1", "-1%", "much", "%", "NaN", "Infinity"})
  void aChangeThatIsNoneIsRefused(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> MaxChange.parse(text))
        .withMessageContaining("cannot be");
  }

  @Test
  void aChangeReadsAsItIsWritten() {
    assertThat(MaxChange.parse(" 20 % ")).hasToString("20 %");
    assertThat(MaxChange.parse("0.150")).hasToString("0.15");
  }

  private static Bounds bounds(OptionalDouble min, OptionalDouble max, String maxChange) {
    return new Bounds(min, max, Optional.ofNullable(maxChange).map(MaxChange::parse));
  }
}
