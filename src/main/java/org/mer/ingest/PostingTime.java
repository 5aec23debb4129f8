package org.mer.ingest;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.TextStyle;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** When a tweet was posted, as Twitter wrote it in 2009: {@code Mon Apr 06 22:19:45 PDT 2009}. */
final class PostingTime {
  // Three letters may stand for several zones; Sentiment140 has Pacific time and UTC.
  private static final DateTimeFormatter FORMAT =
      new DateTimeFormatterBuilder()
          .appendPattern("EEE MMM dd HH:mm:ss ")
          .appendZoneText(
              TextStyle.SHORT,
              Set.of(ZoneId.of("America/Los_Angeles"), ZoneId.of("UTC"), ZoneId.of("GMT")))
          .appendPattern(" uuuu")
          .toFormatter(Locale.ENGLISH);

  private PostingTime() {}

  /** The moment; empty where the text is empty or no such time. */
  static Optional<Instant> parse(String text) {
    if (text.isBlank()) {
      return Optional.empty();
    }

    try {
      return Optional.of(FORMAT.parse(text.strip(), Instant::from));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
