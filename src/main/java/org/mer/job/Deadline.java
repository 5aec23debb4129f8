package org.mer.job;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeParseException;
import org.mer.UsageException;

/**
 * When a night must be over, and what is left until then.
 *
 * @param at the moment
 */
record Deadline(Instant at) {
  private static final double LEAST_MINUTES = 0.01;
  private static final double MILLIS_A_MINUTE = 60_000;

  /**
   * The first moment after a start at which clocks show a time.
   *
   * @param time HH:MM
   * @throws UsageException if it is none
   */
  static Deadline after(Instant start, String time, ZoneId zone) {
    ZonedDateTime begin = start.atZone(zone);
    ZonedDateTime sameDay = begin.with(parse(time));
    return new Deadline((sameDay.isAfter(begin) ? sameDay : sameDay.plusDays(1)).toInstant());
  }

  /**
   * Reads a time of day.
   *
   * @throws UsageException if it is none
   */
  static LocalTime parse(String time) {
    try {
      return LocalTime.parse(time);
    } catch (DateTimeParseException e) {
      throw new UsageException(
          "--deadline must be a time of day such as 05:00, cannot be: '%s'".formatted(time), e);
    }
  }

  /**
   * What one of the trainings that are still to come may take, in minutes; a moment where nothing
   * is left, so that it ends with what one round gives.
   *
   * @param reserve kept for what comes after them
   * @param trainings that share what is left, at least 1
   */
  double minutes(Clock clock, Duration reserve, int trainings) {
    Duration left = Duration.between(clock.instant(), at.minus(reserve));
    return Math.max(LEAST_MINUTES, left.toMillis() / MILLIS_A_MINUTE / trainings);
  }
}
