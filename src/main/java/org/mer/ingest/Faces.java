package org.mer.ingest;

import java.util.Locale;
import java.util.Set;

/**
 * Finds emoticons among tokens: eyes, perhaps a nose, and a mouth, from left to right or from right
 * to left; and some that are drawn in another way. It does not matter whether a blank was between
 * the marks, nor how often one is repeated: {@code : ))} is found as {@code :)} is. Letters are
 * part of one only where they stand alone.
 *
 * <p>Hearts are none: no label was made from them, and they are used as a word.
 */
final class Faces {
  /** How many tokens a decision looks at: a mouth, two noses, and an emoticon that begins there. */
  static final int REACH = 7;

  private static final int NOSES = 2;
  private static final char NONE = 0;

  /** A smile in katakana: \u30C4. */
  private static final char KATAKANA_TU = '\u30C4';

  private static final String BROWS = "<>}]|";
  private static final String EYES = ":;=";
  private static final String EYES_BEFORE_DASH = "8xb";
  private static final String MOUTHS = ")(][}{/\\|*<>@#$&";
  private static final String MOUTHS_BEFORE_EYES = ")(][}{/\\|*";
  private static final String LETTER_MOUTHS = "dposxb";

  /** Fewer: what is behind {@code =} may also be what something equals. */
  private static final String LETTER_MOUTHS_OF_EQUALS = "dpo";

  private static final Set<String> ROUND_NOSED = Set.of("op", "od");
  private static final String DIGIT_MOUTHS = "30";
  private static final String NOSES_OF_MARKS = "-~^*'\".,_o0";
  private static final String NOSES_OF_LETTERS = "-~^*'";
  private static final String EYES_AROUND_DOT = "^*=;~-<>outxv";
  private static final String EYES_AROUND_DASH = "^*=;~";

  private final String[] tokens;

  /** Finds them in an array, as it is at the time. */
  Faces(String[] tokens) {
    this.tokens = tokens;
  }

  /** How many tokens the emoticon has that begins at one; 0 where none does. */
  int lengthAt(int at) {
    int drawn = drawn(at);
    if (drawn > 0) {
      return drawn;
    }

    int behindBrow = isOneOf(BROWS, at) ? forwards(at + 1) : 0;
    if (behindBrow > 0) {
      return 1 + behindBrow;
    }

    int forwards = forwards(at);
    return forwards > 0 ? forwards : backwards(at);
  }

  /** From left to right: {@code :)}, {@code ;-P}, {@code 8-)}. */
  private int forwards(int at) {
    boolean needsDash = isOneOf(EYES_BEFORE_DASH, at) && isOneOf("-~", at + 1);
    if (!needsDash && !isOneOf(EYES, at)) {
      return 0;
    }

    for (int noses = NOSES; noses >= (needsDash ? 1 : 0); noses--) {
      int length = forwards(at, noses);
      if (length > 0) {
        return length;
      }
    }

    return 0;
  }

  private int forwards(int at, int noses) {
    int mouth = at + 1 + noses;
    if (isOneOf(MOUTHS, mouth)) {
      return areNoses(NOSES_OF_MARKS, at + 1, mouth) ? noses + 2 : 0;
    }

    if (!areNoses(NOSES_OF_LETTERS, at + 1, mouth)) {
      return 0;
    }

    // A digit may be meant as one, so it stays; without eyes it is no mouth.
    boolean isDigit = isOneOf(DIGIT_MOUTHS, mouth) && tokens[mouth].length() == 1;
    return isLetterMouth(at, mouth) ? noses + 2 : isDigit ? noses + 1 : 0;
  }

  /** Letters that stand alone, or behind a round nose: {@code :oP}. */
  private boolean isLetterMouth(int eyes, int at) {
    return isOneOf(isOneOf("=", eyes) ? LETTER_MOUTHS_OF_EQUALS : LETTER_MOUTHS, at)
        || (at < tokens.length && ROUND_NOSED.contains(tokens[at].toLowerCase(Locale.ROOT)));
  }

  /** From right to left: {@code (:}, {@code )-;}, {@code D=}, {@code D:<}. */
  private int backwards(int at) {
    boolean isLetter = sign(at) == 'd';
    if (!isLetter && !isOneOf(MOUTHS_BEFORE_EYES, at)) {
      return 0;
    }

    String noses = isLetter ? NOSES_OF_LETTERS : NOSES_OF_MARKS;
    for (int eyes = at + 1 + NOSES; eyes > at; eyes--) {
      if (isOneOf(EYES, eyes) && areNoses(noses, at + 1, eyes) && !isTaken(eyes, isLetter)) {
        return eyes + 1 - at + (isOneOf("<>", eyes + 1) ? 1 : 0);
      }
    }

    return 0;
  }

  /** Whether eyes belong to the mouth behind them rather than to the one before. */
  private boolean isTaken(int eyes, boolean isLetterBefore) {
    return forwards(eyes) > 0 && !isOneOf(isLetterBefore ? "<>/\\|*" : "<>", eyes + 1);
  }

  /** Not from the side: {@code xD}, {@code ^^}, {@code -_-}, {@code \o/}, and smileys. */
  private int drawn(int at) {
    if (isFace(tokens[at])) {
      return 1;
    }

    char left = sign(at);
    char middle = sign(at + 1);
    char right = sign(at + 2);
    return switch (middle) {
      case '^' -> left == '^' ? 2 : 0;
      case '<' -> left == '>' ? 2 : 0;
      case '_' -> isPair(left, right) || areMarks(left, right) || areRound(left, right) ? 3 : 0;
      case '.' -> isPair(left, right) && EYES_AROUND_DOT.indexOf(left) >= 0 ? 3 : 0;
      case '-', '~' -> isPair(left, right) && EYES_AROUND_DASH.indexOf(left) >= 0 ? 3 : 0;
      case 'o' -> left == '\\' && right == '/' ? 3 : 0;
      default -> 0;
    };
  }

  private static boolean isFace(String token) {
    return switch (token.charAt(0)) {
      case 'x', 'X' -> isLaughter(token);
      case '^' -> token.length() > 1;
      case ':', ';', '=' -> token.endsWith("3");
      case KATAKANA_TU -> token.length() == 1;
      default -> Emoji.hasSmiley(token);
    };
  }

  /** xD, XDDD. */
  private static boolean isLaughter(String token) {
    int at = 0;
    while (at < token.length() && lower(token.charAt(at)) == 'x') {
      at++;
    }

    int mouth = at;
    while (at < token.length() && lower(token.charAt(at)) == 'd') {
      at++;
    }

    return at > mouth && at == token.length();
  }

  private static boolean isPair(char left, char right) {
    return left == '>' ? right == '>' || right == '<' : left == right && left != NONE;
  }

  private static boolean areMarks(char left, char right) {
    return isMark(left) && isMark(right);
  }

  private static boolean isMark(char sign) {
    return sign != NONE && !Character.isLetterOrDigit(sign) && "()[]{}".indexOf(sign) < 0;
  }

  private static boolean areRound(char left, char right) {
    return "o0".indexOf(left) >= 0 && "o0".indexOf(right) >= 0;
  }

  private boolean areNoses(String noses, int from, int to) {
    for (int i = from; i < to; i++) {
      if (!isOneOf(noses, i)) {
        return false;
      }
    }

    return true;
  }

  private boolean isOneOf(String signs, int at) {
    return signs.indexOf(sign(at)) >= 0;
  }

  /**
   * The character that a token consists of, once or more often, in lower case; the letter of {@code
   * 'd}, which the tokenizer takes for the end of a contraction.
   */
  private char sign(int at) {
    if (at >= tokens.length) {
      return NONE;
    }

    String token = tokens[at];
    if (token.length() == 2 && token.charAt(0) == '\'') {
      return lower(token.charAt(1));
    }

    char sign = lower(token.charAt(0));
    for (int i = 1; i < token.length(); i++) {
      if (lower(token.charAt(i)) != sign) {
        return NONE;
      }
    }

    return sign;
  }

  private static char lower(char character) {
    return Character.toLowerCase(character);
  }
}
