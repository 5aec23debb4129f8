package org.mer.ingest;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.TextStyle;
import java.time.temporal.ChronoField;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * When a tweet was posted: as Twitter wrote it in 2009, {@code Mon Apr 06 22:19:45 PDT 2009}, or
 * later, {@code Mon Apr 06 22:19:45 +0000 2009}, or as ISO 8601 has it, {@code 2009-04-06
 * 22:19:45Z}, with a {@code T} or a space; without a zone that is UTC.
 */
final class PostingTime {
  private static final Instant FIRST = Instant.parse("1970-01-01T00:00:00Z");
  private static final Instant LAST = Instant.parse("9999-12-31T23:59:59Z");

  // Three letters may stand for several zones; Sentiment140 has Pacific time and UTC.
  private static final DateTimeFormatter TWITTER =
      new DateTimeFormatterBuilder()
          .appendPattern("EEE MMM dd HH:mm:ss ")
          .optionalStart()
          .appendOffset("+HHMM", "+0000")
          .optionalEnd()
          .optionalStart()
          .appendZoneText(
              TextStyle.SHORT,
              Set.of(ZoneId.of("America/Los_Angeles"), ZoneId.of("UTC"), ZoneId.of("GMT")))
          .optionalEnd()
          .appendPattern(" uuuu")
          .toFormatter(Locale.ENGLISH);

  private static final DateTimeFormatter ISO =
      new DateTimeFormatterBuilder()
          .append(DateTimeFormatter.ISO_LOCAL_DATE)
          .appendPattern("['T'][ ]")
          .append(DateTimeFormatter.ISO_LOCAL_TIME)
          .appendPattern("[XXX][XX][X]")
          .parseDefaulting(ChronoField.OFFSET_SECONDS, 0)
          .toFormatter(Locale.ENGLISH);

  private PostingTime() {}

  /** The moment; empty where the text is empty or no plausible time. */
  static Optional<Instant> parse(String text) {
    String stripped = text.strip();
    if (stripped.isEmpty()) {
      return Optional.empty();
    }

    DateTimeFormatter format = Character.isDigit(stripped.charAt(0)) ? ISO : TWITTER;
    try {
      return Optional.of(format.parse(stripped, Instant::from)).filter(PostingTime::isPlausible);
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  /** Whether a moment is one that a table can hold: of the years 1970 to 9999. */
  static boolean isPlausible(Instant moment) {
    return !moment.isBefore(FIRST) && !moment.isAfter(LAST);
  }
}
