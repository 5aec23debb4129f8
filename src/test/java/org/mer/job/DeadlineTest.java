package org.mer.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.mer.UsageException;

class DeadlineTest {
  private static final Instant EVENING = Instant.parse("2026-03-28T23:00:00Z");

  @Test
  void itIsTheNextTimeThatClocksShowIt() {
    assertThat(Deadline.after(EVENING, "05:00", ZoneOffset.UTC).at())
        .isEqualTo("2026-03-29T05:00:00Z");
    assertThat(Deadline.after(EVENING, "23:30", ZoneOffset.UTC).at())
        .isEqualTo("2026-03-28T23:30:00Z");
    assertThat(Deadline.after(EVENING, "05:00", ZoneId.of("Europe/Berlin")).at())
        .as("clocks are put forward in that night")
        .isEqualTo("2026-03-29T03:00:00Z");
  }

  @Test
  void trainingsShareWhatIsLeftOfIt() {
    Deadline deadline = Deadline.after(EVENING, "05:00", ZoneOffset.UTC);
    Clock atOne = Clock.fixed(Instant.parse("2026-03-29T01:00:00Z"), ZoneOffset.UTC);
    Clock atFive = Clock.fixed(Instant.parse("2026-03-29T05:00:00Z"), ZoneOffset.UTC);

    assertThat(deadline.minutes(atOne, Duration.ofMinutes(20), 2)).isEqualTo(110);
    assertThat(deadline.minutes(atOne, Duration.ofMinutes(20), 1)).isEqualTo(220);
    assertThat(deadline.minutes(atFive, Duration.ofMinutes(20), 1)).isEqualTo(0.01);
  }

  @Test
  void anythingElseIsTheUsersMistake() {
    assertThatThrownBy(() -> Deadline.parse("5 am"))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("cannot be: '5 am'");
  }
}
