package org.mer.ingest;

/**
 * What a text has in it that some rule looks for, found in one pass over its characters. Most texts
 * have little of it, and the rules that need it are passed over. A sign may be seen where its rule
 * then finds nothing to change, never the other way round.
 */
final class Signs {
  /** Every text has it. */
  static final int ANY = 1;

  /** An ampersand. */
  static final int AMPERSAND = 1 << 1;

  /** Something other than printable ASCII, or a backtick. */
  static final int UNUSUAL = 1 << 2;

  /** Two blanks in a row, or one at an end. */
  static final int WIDE_BLANK = 1 << 3;

  /** A dot within a word, or a colon behind what may be a scheme. */
  static final int LINK = 1 << 4;

  /** An at sign. */
  static final int AT = 1 << 5;

  /** A number sign. */
  static final int HASH = 1 << 6;

  /** What may be a part of an emoticon; to be looked for among tokens. */
  static final int EMOTICON = 1 << 7;

  /** Three of a character in a row, whatever its case, or two 3 as of a heart. */
  static final int REPETITION = 1 << 8;

  /** A digit. */
  static final int DIGIT = 1 << 9;

  /** What means something by what is around it. */
  private static final int CONTEXT = 1 << 10;

  private static final int[] ASCII = ascii();

  private Signs() {}

  /** The signs of a text, as a set of bits. */
  static int of(String text) {
    int length = text.length();
    int found = ANY;
    char second = 0;
    char first = ' ';
    for (int i = 0; i < length; i++) {
      char c = text.charAt(i);
      int kind = c < ASCII.length ? ASCII[c] : UNUSUAL;
      found |= kind;
      if ((kind & CONTEXT) != 0) {
        found |= inContext(text, i);
      }

      if (isSame(first, c)) {
        found |= repeated(second, c);
      }

      second = first;
      first = c;
    }

    return first == ' ' ? found | WIDE_BLANK : found;
  }

  private static int inContext(String text, int at) {
    char before = at(text, at - 1);
    char next = at(text, at + 1);
    return switch (text.charAt(at)) {
      case ':' -> isOneOf("pPsS", before) ? LINK : 0;
      case '-' -> isOneOf("8xXbB", at(text, at - 2)) ? EMOTICON : 0;
      case '<' -> next == ' ' ? EMOTICON : 0;
      case 'x', 'X' -> isSame(next, 'd') ? EMOTICON : 0;
      default -> dot(before, next, at(text, at + 2));
    };
  }

  /** A dot as in {@code example.com}, or as in {@code - . -}. */
  private static int dot(char before, char next, char second) {
    boolean isInside = !isOneOf(" .", before) && !isOneOf(" .", next);
    return (isInside ? LINK : 0) | (next == ' ' && isOneOf("-<>oOuUtTxXvV", second) ? EMOTICON : 0);
  }

  private static int repeated(char second, char c) {
    if (c == ' ') {
      return WIDE_BLANK;
    }

    return c == '3' || isSame(second, c) ? REPETITION : 0;
  }

  /** The character at an index, a blank beyond the ends. */
  private static char at(String text, int index) {
    return index >= 0 && index < text.length() ? text.charAt(index) : ' ';
  }

  private static boolean isOneOf(String characters, char character) {
    return characters.indexOf(character) >= 0;
  }

  /** Whether two characters are equal but for their case, if they are letters of ASCII. */
  private static boolean isSame(char one, char other) {
    return (one | ' ') == (other | ' ');
  }

  private static int[] ascii() {
    int[] kinds = new int[128];
    for (char c = 0; c < kinds.length; c++) {
      kinds[c] |= c < ' ' || c > '~' || c == '`' ? UNUSUAL : 0;
      kinds[c] |= c >= '0' && c <= '9' ? DIGIT : 0;
      kinds[c] |= isOneOf(":;=()[]{}^_*~\\", c) ? EMOTICON : 0;
      kinds[c] |= isOneOf(":-<xX.", c) ? CONTEXT : 0;
    }

    kinds['&'] |= AMPERSAND;
    kinds['@'] |= AT;
    kinds['#'] |= HASH;
    return kinds;
  }
}
