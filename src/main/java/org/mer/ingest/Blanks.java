package org.mer.ingest;

/** The blanks of a text. */
final class Blanks {
  private Blanks() {}

  /** A text with one blank between its words and none at the ends. */
  static String single(String text) {
    StringBuilder single = new StringBuilder(text.length());
    char before = ' ';
    for (int i = 0; i < text.length(); i++) {
      char character = text.charAt(i);
      if (character != ' ' || before != ' ') {
        single.append(character);
      }

      before = character;
    }

    int last = single.length() - 1;
    return last >= 0 && single.charAt(last) == ' ' ? single.substring(0, last) : single.toString();
  }
}
