package org.mer.ingest;

import java.sql.Timestamp;
import java.util.Optional;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.mer.Polarity;

/**
 * Parses lines of Sentiment140 (Go, Bhayani and Huang 2009): six quoted columns, the label (0
 * negative, 2 neutral, 4 positive), id, date, query, user and text.
 */
final class TweetParser implements LineParser {
  private static final int COLUMNS = 6;

  private final TweetPool pool;
  private final Encoding encoding;
  private final UserHash users;
  private final CsvLine csv = new CsvLine();
  private final TweetCleaner cleaner = new TweetCleaner();

  TweetParser(TweetPool pool, Encoding encoding, UserHash users) {
    this.pool = pool;
    this.encoding = encoding;
    this.users = users;
  }

  @Override
  public Parsed<Row> parse(byte[] line) {
    return encoding
        .decode(line)
        .map(this::parse)
        .orElseGet(() -> Parsed.rejected("not readable as " + encoding));
  }

  @Override
  public String quarantined(byte[] line) {
    return Quarantine.tweet(
        encoding.decode(line).or(() -> Encoding.AUTO.decode(line)).orElseThrow(), csv);
  }

  private Parsed<Row> parse(String line) {
    Optional<String[]> columns = csv.fields(line);
    if (columns.isEmpty()) {
      return Parsed.rejected("cannot be read as CSV of 6 columns");
    }

    String[] fields = columns.get();
    if (fields.length != COLUMNS) {
      return Parsed.rejected("expected 6 columns, found " + fields.length);
    }

    Optional<Polarity> polarity = polarity(fields[0].strip());
    if (polarity.isEmpty()) {
      return Parsed.rejected("unknown label " + Parsed.quoted(fields[0]));
    }

    if (polarity.get() == Polarity.NEUTRAL && pool != TweetPool.MANUAL) {
      return Parsed.rejected("label 2 (neutral) occurs only in the manual test set");
    }

    Cleaned cleaned = cleaner.cleaned(fields[5]);
    String text = cleaned.text();
    if (text.isEmpty()) {
      return Parsed.rejected("no text is left once cleaned");
    }

    return Parsed.usable(
        RowFactory.create(
            text,
            tokens(text),
            text.length(),
            polarity.get().label(),
            pool == TweetPool.MANUAL,
            TweetCleaner.hasLink(text),
            TweetCleaner.hasMention(text),
            PostingTime.parse(fields[2]).map(Timestamp::from).orElse(null),
            users.of(fields[4]).orElse(null)),
        cleaned.changed());
  }

  private static int tokens(String text) {
    int tokens = 1;
    for (int i = text.indexOf(' '); i >= 0; i = text.indexOf(' ', i + 1)) {
      tokens++;
    }

    return tokens;
  }

  private static Optional<Polarity> polarity(String label) {
    return switch (label) {
      case "0" -> Optional.of(Polarity.NEGATIVE);
      case "2" -> Optional.of(Polarity.NEUTRAL);
      case "4" -> Optional.of(Polarity.POSITIVE);
      default -> Optional.empty();
    };
  }
}
