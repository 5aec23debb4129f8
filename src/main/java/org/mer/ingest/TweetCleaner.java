package org.mer.ingest;

import java.io.Serializable;
import java.util.List;

/**
 * Cleans the text of a post: every {@link CleaningRule}, in order. Pure; what is learned from and
 * what is scored later go through the same rules. The result is tokens with one space between them.
 */
public final class TweetCleaner implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final CleaningRule[] RULES = CleaningRule.values();

  /** The text, cleaned; empty where nothing is left. */
  public String clean(String text) {
    String cleaned = text;
    for (CleaningRule rule : CleaningRule.values()) {
      cleaned = rule.apply(cleaned);
    }

    return cleaned;
  }

  /** The text, cleaned, and which rules changed it. */
  Cleaned cleaned(String text) {
    String cleaned = text;
    int changed = 0;
    for (CleaningRule rule : RULES) {
      String before = cleaned;
      cleaned = rule.apply(before);
      if (!cleaned.equals(before)) {
        changed |= 1 << rule.ordinal();
      }
    }

    return new Cleaned(cleaned, changed);
  }

  static List<String> rules() {
    return java.util.Arrays.stream(RULES)
        .map(rule -> rule.name().toLowerCase(java.util.Locale.ROOT))
        .toList();
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
