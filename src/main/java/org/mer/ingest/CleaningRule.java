package org.mer.ingest;

import java.text.Normalizer;
import java.util.Locale;
import java.util.StringJoiner;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.text.StringEscapeUtils;

/**
 * The rules that make a post's text comparable, in the order in which they are applied. The order
 * matters: links go before emoticons, since {@code http:/} has one in it.
 */
public enum CleaningRule {
  /**
   * Escaped marks and letters become what they stand for: Twitter's interface gave out escaped
   * text.
   */
  HTML {
    @Override
    String apply(String text) {
      return text.indexOf('&') < 0 ? text : StringEscapeUtils.unescapeHtml4(text);
    }
  },

  /**
   * Unicode's compatibility form (NFKC); typographic apostrophes and quotes become plain ones;
   * control characters become spaces; what has no width or could not be decoded goes.
   */
  UNICODE {
    @Override
    String apply(String text) {
      if (PRINTABLE_ASCII.matcher(text).matches()) {
        return text.replace('`', '\'');
      }

      String plain = Normalizer.normalize(text, Normalizer.Form.NFKC);
      plain = APOSTROPHES.matcher(plain).replaceAll("'");
      plain = QUOTES.matcher(plain).replaceAll("\"");
      plain = CONTROLS.matcher(plain).replaceAll(" ");
      return INVISIBLE.matcher(plain).replaceAll("");
    }
  },

  /** A link becomes {@code <url>}, with or without a scheme. */
  LINKS {
    @Override
    String apply(String text) {
      return text.indexOf('.') < 0 && text.indexOf(':') < 0
          ? text
          : LINK.matcher(text).replaceAll(" <url> ");
    }
  },

  /** {@code @name} becomes {@code <user>}, and so does a mail address. */
  NAMES {
    @Override
    String apply(String text) {
      if (text.indexOf('@') < 0) {
        return text;
      }

      String masked = MAIL.matcher(text).replaceAll(" <user> ");
      return MENTION.matcher(masked).replaceAll(" <user> ");
    }
  },

  /** {@code #Good} becomes {@code Good}. */
  HASHTAGS {
    @Override
    String apply(String text) {
      return text.indexOf('#') < 0 ? text : HASHTAG.matcher(text).replaceAll(" $1 ");
    }
  },

  /**
   * Emoticons go. The labels were made from them (Go, Bhayani and Huang 2009), so one that is left
   * gives its label away.
   */
  EMOTICONS {
    @Override
    String apply(String text) {
      return EYES.matcher(text).find() ? EMOTICON.matcher(text).replaceAll(" ") : text;
    }
  },

  /** Three or more of a letter become two: {@code sooooo} is {@code soo}. */
  ELONGATIONS {
    @Override
    String apply(String text) {
      return ELONGATION.matcher(text).replaceAll("$1$1");
    }
  },

  /** Lower case. */
  CASE {
    @Override
    String apply(String text) {
      return text.toLowerCase(Locale.ROOT);
    }
  },

  /**
   * Words, numbers, masks and marks stand apart, one space between them; contractions stay whole; a
   * repeated mark counts as two: {@code don't!!!!} is {@code don't !!}.
   */
  TOKENS {
    @Override
    String apply(String text) {
      StringJoiner tokens = new StringJoiner(" ");
      Matcher token = TOKEN.matcher(REPEATED_MARK.matcher(text).replaceAll("$1$1"));
      while (token.find()) {
        tokens.add(token.group());
      }

      return tokens.toString();
    }
  };

  private static final Pattern PRINTABLE_ASCII = Pattern.compile("[ -~]*+");
  private static final Pattern APOSTROPHES = Pattern.compile("[\u2018\u2019\u201B\u02BC\u00B4`]");
  private static final Pattern QUOTES = Pattern.compile("[\u201C\u201D\u201E\u201F\u00AB\u00BB]");
  private static final Pattern CONTROLS = Pattern.compile("[\\p{Cc}\\p{Co}\\p{Cn}\uFFFD]");
  private static final Pattern INVISIBLE = Pattern.compile("[\\p{Cf}\\p{Cs}\uFE0E\uFE0F]");

  private static final Pattern LINK =
      Pattern.compile(
          "\\b(?:https?:/{0,2}|www\\.)\\S*"
              + "|(?<![\\w@.-])[a-z0-9](?:[a-z0-9-]*\\.)+"
              + "(?:(?:com|net|org|info|com?\\.[a-z]{2})(?![\\w@.])(?:/\\S*)?|[a-z]{2,4}/\\S+)",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern MAIL = Pattern.compile("[\\w.+-]+@[\\w-]+(?:\\.[\\w-]+)+");
  private static final Pattern MENTION = Pattern.compile("@+\\w+");
  private static final Pattern HASHTAG =
      Pattern.compile("#+([\\p{L}\\p{N}_]+)", Pattern.UNICODE_CHARACTER_CLASS);

  /** What every emoticon has; most texts have none of it, and are spared the search. */
  private static final Pattern EYES = Pattern.compile("[:;=]|[xX][xXD~-]|8[~-]");

  /**
   * In turn: a face with a mark for a mouth; one with a letter or digit for a mouth, which must
   * stand alone; the same two from right to left; one with a space in it.
   */
  private static final Pattern EMOTICON =
      Pattern.compile(
          "[<>}\\]|]?[:;=]+['\"]?[-~o*^.]?['\"]?[)(\\]\\[}{/\\\\|*]+"
              + "|(?<![\\p{L}\\p{N}])[<>}]?(?:[:;=]'?[-~o*^]?|[xX8][-~])(?:[DdPpOoSsXxBb]+|3+)(?![\\p{L}\\p{N}])"
              + "|(?<![\\p{L}\\p{N}])[xX]+D+(?![\\p{L}\\p{N}])"
              + "|[)(\\]\\[}{/\\\\|]+['\"]?[-~o*^]?['\"]?[:;=](?![-/\\\\])[<>]?"
              + "|(?<![\\p{L}\\p{N}])D[-']?[:;=](?![\\p{L}\\p{N}])"
              + "|[:;=] ?-? ?(?:[)(]+|D(?![\\p{L}\\p{N}]))"
              + "|(?<![\\p{L}\\p{N}])8-[)(]+");

  private static final Pattern ELONGATION =
      Pattern.compile("(\\p{L})\\1{2,}", Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
  private static final Pattern REPEATED_MARK = Pattern.compile("([^\\s\\p{L}\\p{M}\\p{N}])\\1{2,}");
  private static final Pattern TOKEN =
      Pattern.compile(
          "<url>|<user>|</?3(?!\\p{N})"
              + "|\\p{N}++(?:[.,:]\\p{N}++)++"
              + "|[\\p{L}\\p{M}\\p{N}]++(?:'[\\p{L}\\p{M}\\p{N}]++)*+"
              + "|'(?:s|d|m|ll|re|ve)(?![\\p{L}\\p{M}\\p{N}])"
              + "|([^\\s\\p{L}\\p{M}\\p{N}])\\1?");

  /** The text once this rule was applied; pure. */
  abstract String apply(String text);
}
