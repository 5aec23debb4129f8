package org.mer.ingest;

import java.sql.Timestamp;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.mer.Polarity;

/**
 * Makes rows of {@link TweetFormat#fields()} of tweets: the one place that decides whether a tweet
 * can be used, whatever the format of its file. For one thread.
 */
final class TweetMapping {
  private final TweetPool pool;
  private final TweetLabels labels;
  private final UserHash users;
  private final TweetCleaner cleaner = new TweetCleaner();

  /**
   * A mapping of one file's tweets.
   *
   * @param pool which collection the file is, decided: not {@link TweetPool#AUTO}
   * @param labels what its labels stand for
   * @param users hashes of user names
   */
  TweetMapping(TweetPool pool, TweetLabels labels, UserHash users) {
    this.pool = pool;
    this.labels = labels;
    this.users = users;
  }

  /** The row of a tweet, or why there is none. */
  Parsed<Row> row(TweetFields tweet) {
    if (tweet.label().isEmpty()) {
      return Parsed.rejected("has no label");
    }

    if (tweet.text().isEmpty()) {
      return Parsed.rejected("has no text");
    }

    return labels.polarity(tweet.label().get()).flatMap(polarity -> row(tweet, polarity));
  }

  private Parsed<Row> row(TweetFields tweet, Polarity polarity) {
    if (polarity == Polarity.NEUTRAL && pool != TweetPool.MANUAL) {
      return Parsed.rejected(
          "label %s (neutral) occurs only in the manual test set"
              .formatted(tweet.label().orElseThrow().strip()));
    }

    Cleaned cleaned = cleaner.cleaned(tweet.text().orElseThrow());
    return cleaned.text().isEmpty()
        ? Parsed.rejected("no text is left once cleaned")
        : Parsed.usable(row(tweet, polarity, cleaned.text()), cleaned.changed());
  }

  /** Tokens have one space between them. */
  private static int tokens(String text) {
    int tokens = 1;
    for (int i = text.indexOf(' '); i >= 0; i = text.indexOf(' ', i + 1)) {
      tokens++;
    }

    return tokens;
  }

  private Row row(TweetFields tweet, Polarity polarity, String text) {
    return RowFactory.create(
        text,
        polarity.label(),
        pool == TweetPool.MANUAL,
        TweetCleaner.hasLink(text),
        TweetCleaner.hasMention(text),
        tweet.postedAt().map(Timestamp::from).orElse(null),
        tweet.user().flatMap(users::of).orElse(null),
        tokens(text),
        text.length());
  }
}
