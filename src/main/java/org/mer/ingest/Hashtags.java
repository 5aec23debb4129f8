package org.mer.ingest;

import java.util.regex.Pattern;

/** Opens hashtags: the sign goes, and words that were written together stand apart. */
final class Hashtags {
  private static final Pattern HASHTAG = Pattern.compile("(?<!#)#++([\\p{L}\\p{M}\\p{N}_]++)");

  /**
   * Between words, where capitals say so: {@code Good|Day}, {@code Why|I|Tweet}, {@code 24|Hours};
   * not in {@code iPhone} or {@code CDs}, nor behind other capitals, which may belong to either
   * word.
   */
  private static final Pattern BOUNDARY =
      Pattern.compile(
          "(?<=\\p{Ll}\\p{Ll})(?=\\p{Lu}\\p{L})|(?<=(?<!\\p{Lu})[AI])(?=\\p{Lu}\\p{Ll}\\p{Ll})"
              + "|(?<=\\p{N})(?=\\p{Lu}\\p{Ll})|_++");

  private Hashtags() {}

  /** A text with its hashtags opened. */
  static String opened(String text) {
    return HASHTAG.matcher(text).replaceAll(tag -> " " + words(tag.group(1)) + " ");
  }

  private static String words(String tag) {
    return BOUNDARY.matcher(tag).replaceAll(" ");
  }
}
