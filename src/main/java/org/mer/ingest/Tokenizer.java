package org.mer.ingest;

import java.util.List;

/**
 * Takes a tweet apart into tokens; adds and removes nothing but blanks. A token is
 *
 * <ul>
 *   <li>a mask: {@code <url>}, {@code <user>}, {@code <number>}
 *   <li>a heart: {@code <3}, {@code </3}, with any number of threes; the emoticon {@code :3}, which
 *       would leave a number behind
 *   <li>a number with what divides its digits: {@code 1,000}, {@code 10:30}, {@code 6/12/2009}
 *   <li>a word of letters and digits, contractions whole: {@code don't}, {@code gr8}; behind a mask
 *       the end of one: {@code <user> 's}
 *   <li>a picture with all that belongs to it: skin tone, joined pictures, both letters of a flag
 *   <li>any other mark, as often as it is repeated: {@code !!!}, {@code ...}
 * </ul>
 */
final class Tokenizer {
  private static final int BLANK = 0;
  private static final int LETTER = 1;
  private static final int DIGIT = 2;
  private static final int PICTURE = 3;
  private static final int MARK = 4;

  private static final int[] ASCII = ascii();
  private static final List<Mask> MASKS = List.of(Mask.values());
  private static final List<String> ENDINGS = List.of("s", "d", "m", "ll", "re", "ve");

  private final String text;

  private Tokenizer(String text) {
    this.text = text;
  }

  /** The tokens of a text, with one blank between them. */
  static String tokens(String text) {
    return new Tokenizer(text).tokens();
  }

  private String tokens() {
    StringBuilder tokens = new StringBuilder(text.length() + text.length() / 4 + 8);
    int start = 0;
    while (start < text.length()) {
      int kind = kind(start);
      int end = end(start, kind);
      if (kind != BLANK) {
        tokens.append(tokens.isEmpty() ? "" : " ").append(text, start, end);
      }

      start = end;
    }

    return tokens.toString();
  }

  private int end(int start, int kind) {
    return switch (kind) {
      case BLANK -> start + 1;
      case LETTER -> wordEnd(start);
      case DIGIT -> numberEnd(start);
      case PICTURE -> Emoji.end(text, start);
      default -> markEnd(start);
    };
  }

  private int wordEnd(int start) {
    int end = lettersEnd(start);
    while (is('\'', end) && isLetterOrDigit(end + 1)) {
      end = lettersEnd(end + 1);
    }

    return end;
  }

  private int lettersEnd(int start) {
    int end = start;
    while (isLetterOrDigit(end)) {
      end = next(end);
    }

    return end;
  }

  /** The end of a number with divided digits, or of a word that begins with a digit. */
  private int numberEnd(int start) {
    int undivided = digitsEnd(start);
    int end = undivided;
    while (isDivider(end) && kind(end + 1) == DIGIT) {
      end = digitsEnd(end + 1);
    }

    return end > undivided ? end : wordEnd(start);
  }

  private int digitsEnd(int start) {
    int end = start;
    while (kind(end) == DIGIT) {
      end = next(end);
    }

    return end;
  }

  private int markEnd(int start) {
    int special =
        switch (text.charAt(start)) {
          case '<' -> maskEnd(start);
          case '\'' -> endingEnd(start);
          case ':', ';', '=' -> emoticonEnd(start);
          default -> start;
        };
    return special > start ? special : repetitionEnd(start);
  }

  private int repetitionEnd(int start) {
    int mark = text.codePointAt(start);
    int end = next(start);
    while (end < text.length() && text.codePointAt(end) == mark) {
      end = next(end);
    }

    return end;
  }

  /** The end of a mask or heart, or the start where neither stands there. */
  private int maskEnd(int start) {
    for (Mask mask : MASKS) {
      if (text.startsWith(mask.token(), start)) {
        return start + mask.token().length();
      }
    }

    int three = is('/', start + 1) ? start + 2 : start + 1;
    int end = three;
    while (is('3', end)) {
      end++;
    }

    return end == three || isInNumber(end) ? start : end;
  }

  private int emoticonEnd(int start) {
    boolean isApart = start == 0 || !isLetterOrDigit(start - 1);
    int end = start + 2;
    return isApart && is('3', start + 1) && !isLetterOrDigit(end) && !isInNumber(end) ? end : start;
  }

  /** Whether a number that has begun before an index goes on there. */
  private boolean isInNumber(int index) {
    return kind(index) == DIGIT || (isDivider(index) && kind(index + 1) == DIGIT);
  }

  /** The end of what a contraction ends with, or the start where none stands there. */
  private int endingEnd(int start) {
    for (String ending : ENDINGS) {
      int end = start + 1 + ending.length();
      if (text.regionMatches(true, start + 1, ending, 0, ending.length())
          && !isLetterOrDigit(end)) {
        return end;
      }
    }

    return start;
  }

  private int next(int index) {
    return index + Character.charCount(text.codePointAt(index));
  }

  private boolean isDivider(int index) {
    return is('.', index)
        || is(',', index)
        || is(':', index)
        || is('/', index)
        || is('\u2044', index);
  }

  private boolean isLetterOrDigit(int index) {
    int kind = kind(index);
    return kind == LETTER || kind == DIGIT;
  }

  private boolean is(char character, int index) {
    return index < text.length() && text.charAt(index) == character;
  }

  /** The kind of the character at an index; a blank behind the end. */
  private int kind(int index) {
    if (index >= text.length()) {
      return BLANK;
    }

    char character = text.charAt(index);
    return character < ASCII.length ? ASCII[character] : kindOf(text.codePointAt(index));
  }

  private static int kindOf(int character) {
    return switch (Character.getType(character)) {
      case Character.UPPERCASE_LETTER,
          Character.LOWERCASE_LETTER,
          Character.TITLECASE_LETTER,
          Character.MODIFIER_LETTER,
          Character.OTHER_LETTER,
          Character.NON_SPACING_MARK,
          Character.ENCLOSING_MARK,
          Character.COMBINING_SPACING_MARK ->
          LETTER;
      case Character.DECIMAL_DIGIT_NUMBER, Character.LETTER_NUMBER, Character.OTHER_NUMBER -> DIGIT;
      case Character.SPACE_SEPARATOR,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.CONTROL ->
          BLANK;
      default -> Emoji.isPicture(character) ? PICTURE : MARK;
    };
  }

  private static int[] ascii() {
    int[] kinds = new int[0x80];
    for (int character = 0; character < kinds.length; character++) {
      kinds[character] = kindOf(character);
    }

    return kinds;
  }
}
