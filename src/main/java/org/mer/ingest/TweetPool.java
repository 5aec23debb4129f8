package org.mer.ingest;

import java.util.Locale;

/** Which of Sentiment140's two collections a file of tweets is. */
public enum TweetPool {
  /** By its name: {@link #MANUAL} where that has the word manual in it, else {@link #TRAIN}. */
  AUTO,
  /** The 1.6 million labelled by their emoticons; divided into train, validation and test. */
  TRAIN,
  /** The test set labelled by hand, which has neutral tweets and stays whole. */
  MANUAL;

  /** The pool of a file: this one, or what its name says. */
  TweetPool of(String fileName) {
    if (this != AUTO) {
      return this;
    }

    return fileName.toLowerCase(Locale.ROOT).contains("manual") ? MANUAL : TRAIN;
  }

  /** The name that the command line uses: {@code auto}, {@code train}, {@code manual}. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
