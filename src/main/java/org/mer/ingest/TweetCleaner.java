package org.mer.ingest;

import java.io.Serializable;
import java.util.Arrays;
import java.util.List;

/**
 * Cleans the text of a post: every {@link CleaningRule}, in order. Pure; what is learned from and
 * what is scored later go through the same rules. The result is tokens with one space between them.
 */
public final class TweetCleaner implements Serializable {
  private static final long serialVersionUID = 1L;

  // values() copies the array at every call.
  private static final List<CleaningRule> RULES = List.of(CleaningRule.values());

  /** The text, cleaned; empty where nothing is left. */
  public String clean(String text) {
    return cleaned(text).text();
  }

  /** The text, cleaned, and which rules changed it. */
  public Cleaned cleaned(String text) {
    String current = text;
    int signs = Signs.of(current);
    int changed = 0;
    for (int i = 0; i < RULES.size(); i++) {
      CleaningRule rule = RULES.get(i);
      if (!rule.mayChange(signs)) {
        continue;
      }

      String next = rule.apply(current);
      if (!next.equals(current)) {
        changed |= 1 << i;
        signs = Signs.of(next);
        current = next;
      }
    }

    return new Cleaned(current, changed);
  }

  /**
   * The keys of the rules that changed a text, in their order.
   *
   * @param changed as {@link Cleaned} has it
   */
  public static List<String> changedBy(int changed) {
    return Arrays.stream(CleaningRule.values())
        .filter(rule -> (changed & 1 << rule.ordinal()) != 0)
        .map(CleaningRule::key)
        .toList();
  }

  /** The keys of all rules, in their order. */
  static List<String> rules() {
    return RULES.stream().map(CleaningRule::key).toList();
  }

  /** Whether a cleaned text had a link. */
  public static boolean hasLink(String cleaned) {
    return cleaned.contains(Mask.LINK.token());
  }

  /** Whether a cleaned text named a user. */
  public static boolean hasMention(String cleaned) {
    return cleaned.contains(Mask.NAME.token());
  }
}
