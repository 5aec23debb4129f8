package org.mer.web;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** Times as a reader sees them, in UTC. */
final class Moment {
  private static final DateTimeFormatter MINUTES =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm").withZone(ZoneOffset.UTC);

  private Moment() {}

  /** {@code 2026-01-02 03:04}. */
  static String written(Instant time) {
    return MINUTES.format(time);
  }
}
