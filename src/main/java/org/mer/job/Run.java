package org.mer.job;

import java.security.SecureRandom;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;

/**
 * One run of a job.
 *
 * @param id job, start and a random part; sorts by time within a job
 * @param job the job's name
 * @param startedAt when it started
 */
record Run(String id, String job, Instant startedAt) {
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss").withZone(ZoneOffset.UTC);

  /** When it started, as exactly as its id tells. */
  Instant moment() {
    return startedAt.truncatedTo(ChronoUnit.SECONDS);
  }

  static Run start(String job) {
    Instant now = Instant.now();
    byte[] random = new byte[3];
    new SecureRandom().nextBytes(random);
    return new Run(
        "%s-%s-%s".formatted(job, STAMP.format(now), HexFormat.of().formatHex(random)), job, now);
  }
}
