package org.mer.ingest;

import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A line of JSON, or of what was to be JSON, as it may be kept: names stay, and so do the values
 * that name nobody, such as a label or a text; any other value may name a user and is masked. The
 * line does not have to be parseable for that.
 */
final class MaskedJson {
  private static final String MASK = "<user>";
  private static final Set<String> LITERALS = Set.of("true", "false", "null");

  // A string, closed or not, and the colon that makes it a name; else a word outside of strings.
  private static final Pattern TOKEN =
      Pattern.compile(
          "\"([^\"\\\\]*+(?:\\\\.[^\"\\\\]*+)*+)(\"?)(\\s*+:\\s*+)?|[^\\s\"{}\\[\\]:,]++",
          Pattern.DOTALL);

  private final Predicate<String> nameless;

  /** Masks lines; whether the value behind a name is kept, as it names nobody, a predicate says. */
  MaskedJson(Predicate<String> nameless) {
    this.nameless = nameless;
  }

  /** The line, shortened. */
  String of(String line) {
    int end = Math.min(line.length(), 4 * Quarantine.MAX_CHARACTERS);
    Matcher token = TOKEN.matcher(line.substring(0, end));
    StringBuilder masked = new StringBuilder();
    boolean keepsValue = false;
    int valueStart = -1;
    while (token.find()) {
      // What stands behind a name and its colon is a value, whatever follows it.
      boolean isName = token.group(3) != null && token.start() != valueStart;
      String kept = isName || keepsValue ? token.group() : masked(token);
      token.appendReplacement(masked, Matcher.quoteReplacement(kept));
      keepsValue = isName && nameless.test(token.group(1));
      valueStart = isName ? token.end() : -1;
    }

    token.appendTail(masked);
    return Quarantine.shortened(
        CleaningRule.NAMES.apply(masked.toString().replace("\\u0040", "@")));
  }

  private static String masked(Matcher token) {
    if (token.group(1) != null) {
      return '"' + MASK + token.group(2) + (token.group(3) == null ? "" : token.group(3));
    }

    return LITERALS.contains(token.group()) ? token.group() : MASK;
  }
}
