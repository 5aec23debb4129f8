package org.mer.ingest;

/** Masks who is named in a text: {@code @name}, and mail addresses. */
final class Names {
  private static final String MASK = " " + Mask.NAME.token() + " ";

  private final String text;

  private Names(String text) {
    this.text = text;
  }

  /** A text with its names masked. */
  static String masked(String text) {
    return text.indexOf('@') < 0 ? text : new Names(text).masked();
  }

  private String masked() {
    StringBuilder masked = new StringBuilder(text.length() + 2 * MASK.length());
    int done = 0;
    int at = text.indexOf('@');
    while (at >= 0) {
      int start = mailboxStart(at, done);
      int name = signsEnd(at);
      int end = start < at ? domainEnd(at + 1) : at + 1;
      if (end == at + 1) {
        start = at;
        end = wordEnd(name);
      }

      if (end > name) {
        masked.append(text, done, start).append(MASK);
        done = end;
      }

      at = text.indexOf('@', end);
    }

    return done == 0 ? text : masked.append(text, done, text.length()).toString();
  }

  /** Where the part of a mail address before the at sign starts: at the sign if there is none. */
  private int mailboxStart(int at, int from) {
    int start = at;
    while (start > from && (isWord(start - 1) || ".+-".indexOf(text.charAt(start - 1)) >= 0)) {
      start--;
    }

    return start;
  }

  /** Where a domain of two parts or more ends that starts at an index; the index if none does. */
  private int domainEnd(int start) {
    int part = partEnd(start);
    int end = part;
    while (end > start && is('.', end) && partEnd(end + 1) > end + 1) {
      end = partEnd(end + 1);
    }

    return end > part ? end : start;
  }

  private int partEnd(int start) {
    int end = start;
    while (isWord(end) || is('-', end)) {
      end++;
    }

    return end;
  }

  private int signsEnd(int start) {
    int end = start;
    while (is('@', end)) {
      end++;
    }

    return end;
  }

  private int wordEnd(int start) {
    int end = start;
    while (isWord(end)) {
      end++;
    }

    return end;
  }

  private boolean is(char character, int index) {
    return index < text.length() && text.charAt(index) == character;
  }

  /** Whether a letter, digit or underscore of ASCII, as in names, is at an index. */
  private boolean isWord(int index) {
    if (index >= text.length()) {
      return false;
    }

    char character = text.charAt(index);
    return character == '_'
        || (character >= '0' && character <= '9')
        || (character >= 'a' && character <= 'z')
        || (character >= 'A' && character <= 'Z');
  }
}
