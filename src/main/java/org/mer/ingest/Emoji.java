package org.mer.ingest;

/**
 * Emoji and other pictures among the characters: where one ends, and which are faces. Rests on
 * Unicode's blocks where Java does not know the newest characters yet.
 */
final class Emoji {
  /** Joins pictures into one: a family, a profession. */
  private static final int JOINER = 0x200D;

  private Emoji() {}

  /** Whether a character is a picture. */
  static boolean isPicture(int character) {
    return isWithin(character, 0x1F000, 0x1FAFF)
        || Character.getType(character) == Character.OTHER_SYMBOL;
  }

  /**
   * Whether a picture has a smiley in it: of Unicode's block Emoticons, a face of later blocks, or
   * one of the three that are older.
   */
  static boolean hasSmiley(String picture) {
    return picture.charAt(0) >= 0x80 && picture.codePoints().anyMatch(Emoji::isSmiley);
  }

  private static boolean isSmiley(int character) {
    return isWithin(character, 0x1F600, 0x1F64F)
        || isWithin(character, 0x1F910, 0x1F917)
        || isWithin(character, 0x1F920, 0x1F92F)
        || isWithin(character, 0x1F970, 0x1F97A)
        || isWithin(character, 0x1FAE0, 0x1FAEF)
        || isWithin(character, 0x2639, 0x263B)
        || character == 0x1F9D0;
  }

  /**
   * Whether what stands at an index holds a picture together: a joiner between two, or the letters
   * behind a black flag that say whose it is.
   *
   * @param before the text before that index, as far as it is kept
   */
  static boolean isHeldBy(CharSequence before, String text, int index) {
    if (before.length() == 0) {
      return false;
    }

    int last = Character.codePointBefore(before, before.length());
    int character = text.codePointAt(index);
    return character == JOINER
        ? isPicture(last) && isPictureAt(text, index + 1)
        : isTag(character) && (isTag(last) || last == 0x1F3F4);
  }

  /**
   * Where the picture that begins at an index ends: with its skin tone, all that is joined to it.
   */
  static int end(String text, int start) {
    int first = text.codePointAt(start);
    int end = start + Character.charCount(first);
    if (isFlagLetter(first) && isFlagLetter(at(text, end))) {
      end += Character.charCount(first);
    }

    while (true) {
      int next = at(text, end);
      if (isWithin(next, 0x1F3FB, 0x1F3FF) || isTag(next)) {
        end += Character.charCount(next);
      } else if (next == JOINER && isPictureAt(text, end + 1)) {
        end += 1 + Character.charCount(at(text, end + 1));
      } else {
        return end;
      }
    }
  }

  private static boolean isPictureAt(String text, int index) {
    return isPicture(at(text, index));
  }

  private static boolean isFlagLetter(int character) {
    return isWithin(character, 0x1F1E6, 0x1F1FF);
  }

  private static boolean isTag(int character) {
    return isWithin(character, 0xE0020, 0xE007F);
  }

  private static boolean isWithin(int character, int first, int last) {
    return character >= first && character <= last;
  }

  private static int at(String text, int index) {
    return index < text.length() ? text.codePointAt(index) : 0;
  }
}
