package org.mer.ingest;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The rules that make a post's text comparable, in the order in which they are applied. {@code
 * docs/data.md} has an example of each. Why this order:
 *
 * <ul>
 *   <li>{@link #HTML} and {@link #UNICODE} first: what is escaped or broken hides from the others.
 *   <li>{@link #WHITESPACE} before the masks, which leave blanks around them, so that what it is
 *       counted for is the author's.
 *   <li>{@link #LINKS} before {@link #NAMES} and {@link #HASHTAGS}, since a link may have either in
 *       it, and all three before {@link #TOKENS}, which would tear them.
 *   <li>{@link #TOKENS} before {@link #EMOTICONS}: once every mark stands apart, {@code :)} and
 *       {@code : )} are the same, and no later rule can bring marks together that were not.
 *   <li>{@link #EMOTICONS} before {@link #ELONGATIONS}: {@code :)))} counts as an emoticon; and
 *       before {@link #NUMBERS}: {@code 8-)} has a digit.
 *   <li>{@link #CASE} last: hashtags are opened at their capitals.
 * </ul>
 */
public enum CleaningRule {
  /**
   * Escaped marks and letters become what they stand for, doubly escaped ones too: Twitter's
   * interface gave out escaped text.
   */
  HTML(Signs.AMPERSAND) {
    @Override
    String apply(String text) {
      return HtmlEscapes.unescaped(HtmlEscapes.unescaped(text));
    }
  },

  /**
   * UTF-8 that was read as Latin-1 is repaired ({@link Mojibake}), then all is brought to Unicode's
   * compatibility form, with plain apostrophes and quotation marks and without anything invisible
   * ({@link UnicodeForm}).
   */
  UNICODE(Signs.UNUSUAL) {
    @Override
    String apply(String text) {
      return UnicodeForm.of(Mojibake.repaired(text));
    }
  },

  /** One blank between words, none at the ends. */
  WHITESPACE(Signs.WIDE_BLANK) {
    @Override
    String apply(String text) {
      return Blanks.single(text);
    }
  },

  /** A link becomes {@code <url>}, with or without a scheme. */
  LINKS(Signs.LINK) {
    @Override
    String apply(String text) {
      return LINK.matcher(text).replaceAll(apart(Mask.LINK));
    }
  },

  /** {@code @name} becomes {@code <user>}, and so does a mail address. */
  NAMES(Signs.AT) {
    @Override
    String apply(String text) {
      return Names.masked(text);
    }
  },

  /** {@code #GoodDay} becomes {@code Good Day}. */
  HASHTAGS(Signs.HASH) {
    @Override
    String apply(String text) {
      return Hashtags.opened(text);
    }
  },

  /** Words, numbers, masks, emoji and other marks stand apart ({@link Tokenizer}). */
  TOKENS(Signs.ANY) {
    @Override
    String apply(String text) {
      return Tokenizer.tokens(text);
    }
  },

  /**
   * Emoticons go ({@link Faces}), smileys among the emoji too, and so do brackets without a partner
   * ({@link Emoticons}). The labels were made from them (Go, Bhayani and Huang 2009), so one that
   * is left gives its label away.
   */
  EMOTICONS(Signs.EMOTICON | Signs.UNUSUAL) {
    @Override
    String apply(String text) {
      return Emoticons.removed(text);
    }
  },

  /**
   * Three or more of a letter or mark in a row become two: {@code sooooo!!!!} is {@code soo !!}.
   */
  ELONGATIONS(Signs.REPETITION | Signs.UNUSUAL) {
    @Override
    String apply(String text) {
      return Elongations.shortened(text);
    }
  },

  /**
   * Numbers of two or more digits, times, amounts and ordinals become {@code <number>} ({@link
   * Numbers}).
   */
  NUMBERS(Signs.DIGIT | Signs.UNUSUAL) {
    @Override
    String apply(String text) {
      return Numbers.masked(text);
    }
  },

  /** Lower case. */
  CASE(Signs.ANY) {
    @Override
    String apply(String text) {
      return text.toLowerCase(Locale.ROOT);
    }
  };

  private static final Pattern LINK =
      Pattern.compile(
          "\\b(?:https?:/{0,2}|www\\.(?=[a-z0-9]))\\S*"
              + "|(?<![\\w@-])(?<![^.]\\.)[a-z0-9][a-z0-9-]*+(?:\\.[a-z0-9-]++){0,9}?\\."
              + "(?:(?:com|net|org|info|com?\\.[a-z]{2})(?![\\w@]|\\.\\w)(?:/\\S*)?|[a-z]{2,4}/\\S+)",
          Pattern.CASE_INSENSITIVE);

  private final int signs;

  CleaningRule(int signs) {
    this.signs = signs;
  }

  /** The stable name that tables and reports use: {@code html}, {@code unicode} and so on. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The text once this rule was applied; pure. */
  abstract String apply(String text);

  /**
   * Whether the rule may change a text; it leaves others as they are.
   *
   * @param found of the text, as {@link Signs} finds them
   */
  boolean mayChange(int found) {
    return (signs & found) != 0;
  }

  private static String apart(Mask mask) {
    return " " + mask.token() + " ";
  }
}
