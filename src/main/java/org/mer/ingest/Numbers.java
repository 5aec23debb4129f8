package org.mer.ingest;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Masks the numbers among a tweet's tokens: two or more digits, divided ones (times, dates,
 * amounts, scores), ordinals, and one digit with a currency, per cent or a time of day. Any other
 * single digit stays: 2, 4 and 8 are words in tweets.
 */
final class Numbers {
  private static final Pattern NUMBER =
      Pattern.compile(
          "\\p{Nd}{2,}+|\\p{Nd}++(?:[.,:/\u2044]\\p{Nd}++)++|\\p{Nd}++(?:st|nd|rd|th)",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern TIME = Pattern.compile("\\p{Nd}++([ap]m)", Pattern.CASE_INSENSITIVE);
  private static final Pattern CURRENCY = Pattern.compile("\\p{Sc}++");
  private static final Pattern UNIT =
      Pattern.compile("%++|[ap]m|\\p{Sc}++", Pattern.CASE_INSENSITIVE);

  private final String[] tokens;

  private Numbers(String[] tokens) {
    this.tokens = tokens;
  }

  /**
   * A text with its numbers masked.
   *
   * @param text tokens as {@link Tokenizer} gives them
   */
  static String masked(String text) {
    Numbers numbers = new Numbers(text.split(" "));
    return numbers.mask() ? String.join(" ", numbers.tokens) : text;
  }

  /** Whether there was one. */
  private boolean mask() {
    boolean isAny = false;
    for (int i = 0; i < tokens.length; i++) {
      if (!startsWithDigit(tokens[i])) {
        continue;
      }

      Matcher time = TIME.matcher(tokens[i]);
      if (time.matches()) {
        tokens[i] = Mask.NUMBER.token() + " " + time.group(1);
        isAny = true;
      } else if (NUMBER.matcher(tokens[i]).matches() || isCounted(i)) {
        tokens[i] = Mask.NUMBER.token();
        isAny = true;
      }
    }

    return isAny;
  }

  /** Whether a token is a digit between the signs of an amount. */
  private boolean isCounted(int at) {
    if (tokens[at].length() > 1) {
      return false;
    }

    return (at > 0 && CURRENCY.matcher(tokens[at - 1]).matches())
        || (at + 1 < tokens.length && UNIT.matcher(tokens[at + 1]).matches());
  }

  private static boolean startsWithDigit(String token) {
    return !token.isEmpty() && Character.isDigit(token.codePointAt(0));
  }
}
