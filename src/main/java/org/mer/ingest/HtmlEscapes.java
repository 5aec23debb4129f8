package org.mer.ingest;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.commons.text.translate.EntityArrays;

/**
 * HTML's escapes: the names of HTML 4, XML's for the apostrophe, and numbers. What stands for no
 * character stays as it is. The library's own translator is not used since it throws on numbers
 * beyond Unicode.
 */
final class HtmlEscapes {
  private static final Pattern ESCAPE =
      Pattern.compile("&(?:#([0-9]{1,7}+)|#[xX]([0-9a-fA-F]{1,6}+)|[A-Za-z][A-Za-z0-9]{1,7}+);");
  private static final Map<String, String> NAMED = named();

  private HtmlEscapes() {}

  /** A text with its escapes taken back once. */
  static String unescaped(String text) {
    return ESCAPE.matcher(text).replaceAll(escape -> Matcher.quoteReplacement(unescaped(escape)));
  }

  private static String unescaped(MatchResult escape) {
    if (escape.group(1) != null) {
      return character(Integer.parseInt(escape.group(1)), escape.group());
    }

    if (escape.group(2) != null) {
      return character(Integer.parseInt(escape.group(2), 16), escape.group());
    }

    return NAMED.getOrDefault(escape.group(), escape.group());
  }

  private static String character(int number, String escape) {
    return Character.isValidCodePoint(number) ? Character.toString(number) : escape;
  }

  private static Map<String, String> named() {
    Map<String, String> named = new HashMap<>();
    Stream.of(
            EntityArrays.BASIC_UNESCAPE,
            EntityArrays.APOS_UNESCAPE,
            EntityArrays.ISO8859_1_UNESCAPE,
            EntityArrays.HTML40_EXTENDED_UNESCAPE)
        .forEach(
            names ->
                names.forEach(
                    (name, character) -> named.put(name.toString(), character.toString())));
    return Map.copyOf(named);
  }
}
