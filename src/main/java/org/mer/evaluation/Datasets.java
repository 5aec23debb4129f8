package org.mer.evaluation;

/**
 * What the data are called in result tables, so that figures on made-up data cannot be taken for
 * figures on the real ones.
 *
 * @param tweets name of the tweets' data set: sentiment140
 * @param faces name of the faces' data set: fer2013
 */
public record Datasets(String tweets, String faces) {
  /** Names must be there and differ. */
  public Datasets {
    if (tweets.isBlank() || faces.isBlank() || tweets.equals(faces)) {
      throw new IllegalArgumentException(
          "the data sets need two different names, cannot be: '%s' and '%s'"
              .formatted(tweets, faces));
    }
  }
}
