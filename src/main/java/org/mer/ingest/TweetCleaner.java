package org.mer.ingest;

import java.io.Serializable;

/**
 * Cleans the text of a post: every {@link CleaningRule}, in order. Pure; what is learned from and
 * what is scored later go through the same rules. The result is tokens with one space between them.
 */
public final class TweetCleaner implements Serializable {
  private static final long serialVersionUID = 1L;

  /** The text, cleaned; empty where nothing is left. */
  public String clean(String text) {
    String cleaned = text;
    for (CleaningRule rule : CleaningRule.values()) {
      cleaned = rule.apply(cleaned);
    }

    return cleaned;
  }

  /** Whether a cleaned text had a link. */
  public static boolean hasLink(String cleaned) {
    return cleaned.contains("<url>");
  }

  /** Whether a cleaned text named a user. */
  public static boolean hasMention(String cleaned) {
    return cleaned.contains("<user>");
  }
}
