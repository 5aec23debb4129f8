package org.mer.ingest;

import java.util.StringJoiner;
import java.util.regex.Pattern;

/** Shortens what a tweet draws out: letters, marks, hearts and pictures. */
final class Elongations {
  /** How often a letter or mark may stand in a row. */
  static final int LONGEST = 2;

  private static final Pattern HEART = Pattern.compile("(</?3)3++");

  private Elongations() {}

  /**
   * A text in which nothing is drawn out: three or more of a letter, a mark or a picture are two,
   * and a heart has one 3.
   *
   * @param text tokens as {@link Tokenizer} gives them
   */
  static String shortened(String text) {
    String shortened = lettersAndMarks(text);
    if (shortened.contains("33")) {
      shortened = HEART.matcher(shortened).replaceAll("$1");
    }

    return isAscii(shortened) ? shortened : pictures(shortened);
  }

  private static String pictures(String text) {
    StringJoiner shortened = new StringJoiner(" ");
    String before = "";
    int times = 0;
    for (String token : text.split(" ", -1)) {
      times = token.equals(before) ? times + 1 : 1;
      before = token;
      if (times <= LONGEST || !Emoji.isPicture(token.codePointAt(0))) {
        shortened.add(token);
      }
    }

    return shortened.toString();
  }

  private static String lettersAndMarks(String text) {
    StringBuilder shortened = new StringBuilder(text.length());
    char before = 0;
    int times = 0;
    for (int i = 0; i < text.length(); i++) {
      char character = text.charAt(i);
      char lower = Character.toLowerCase(character);
      times = lower == before ? times + 1 : 1;
      before = lower;
      if (times <= LONGEST || isDigit(lower)) {
        shortened.append(character);
      }
    }

    return shortened.toString();
  }

  private static boolean isDigit(char character) {
    return character >= '0' && character <= '9';
  }

  private static boolean isAscii(String text) {
    return text.chars().allMatch(character -> character < 0x80);
  }
}
