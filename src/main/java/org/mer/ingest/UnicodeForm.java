package org.mer.ingest;

import java.text.Normalizer;
import java.util.regex.Pattern;

/**
 * One form for what Unicode can write in several ways: the compatibility form (NFKC), plain
 * apostrophes, quotation marks and blanks, and nothing invisible but what holds an emoji together.
 */
final class UnicodeForm {
  private static final String APOSTROPHES = "`\u00B4\u2018\u2019\u201B\u2032\u02BC\u055A";
  private static final String QUOTATION_MARKS = "\u00AB\u00BB\u201C\u201D\u201E\u201F\u2033";

  /** Accents without a letter, which NFKC takes apart, and trade marks, which it glues to words. */
  private static final String BLANKS =
      "\u00A8\u00AF\u00B8\u02D8\u02D9\u02DA\u02DB\u02DC\u02DD\u2120\u2122\uFFFD";

  /** A character that could not be read, in words which say that it was an apostrophe. */
  private static final Pattern LOST_APOSTROPHE =
      Pattern.compile(
          "(?<=n)\uFFFD(?=t\\b)|(?<=\\w)\uFFFD(?=(?:ll|re|ve)\\b)|(?<=\\bi)\uFFFD(?=[md]\\b)"
              + "|(?<=\\b(?:it|that|what|who|here|there|he|she|let))\uFFFD(?=s\\b)",
          Pattern.CASE_INSENSITIVE);

  private UnicodeForm() {}

  /** A text in that form. */
  static String of(String text) {
    String whole =
        text.indexOf('\uFFFD') < 0 ? text : LOST_APOSTROPHE.matcher(text).replaceAll("'");
    String normal = Normalizer.normalize(plain(whole), Normalizer.Form.NFKC);
    // Again, for what the compatibility form made.
    return plain(normal);
  }

  private static String plain(String text) {
    StringBuilder plain = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); ) {
      int character = text.codePointAt(i);
      if (!isInvisible(character) || Emoji.isHeldBy(plain, text, i)) {
        plain.appendCodePoint(plain(character));
      }

      i += Character.charCount(character);
    }

    return plain.toString();
  }

  private static int plain(int character) {
    if (character < 0x80 && character >= ' ' && character != '`') {
      return character;
    }

    if (APOSTROPHES.indexOf(character) >= 0) {
      return '\'';
    }

    if (QUOTATION_MARKS.indexOf(character) >= 0) {
      return '"';
    }

    return isBlank(character) ? ' ' : character;
  }

  private static boolean isBlank(int character) {
    return switch (Character.getType(character)) {
      case Character.CONTROL,
          Character.SPACE_SEPARATOR,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.PRIVATE_USE ->
          true;
      case Character.UNASSIGNED -> !Emoji.isPicture(character);
      default -> BLANKS.indexOf(character) >= 0;
    };
  }

  private static boolean isInvisible(int character) {
    if (character < 0x80) {
      return false;
    }

    int type = Character.getType(character);
    return type == Character.FORMAT
        || type == Character.SURROGATE
        || (character >= 0xFE00 && character <= 0xFE0F)
        || (character >= 0xE0100 && character <= 0xE01EF);
  }
}
