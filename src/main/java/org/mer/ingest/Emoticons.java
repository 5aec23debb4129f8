package org.mer.ingest;

import java.util.Arrays;

/**
 * Takes the emoticons out of a tweet's tokens. Where one is gone its neighbours meet and may be one
 * themselves, so the search goes back then, and none is left, however they were nested. Brackets
 * without a partner go too: most of them are mouths that lost their eyes when the labels were made.
 */
final class Emoticons {
  /** How often brackets are looked at; no tweet needs more. */
  private static final int ROUNDS = 4;

  private Emoticons() {}

  /**
   * A text without its emoticons.
   *
   * @param text tokens as {@link Tokenizer} gives them
   */
  static String removed(String text) {
    if (text.isEmpty()) {
      return text;
    }

    String[] tokens = text.split(" ");
    String[] rest = withoutFaces(tokens);
    for (int round = 0; round < ROUNDS; round++) {
      String[] paired = Brackets.paired(rest);
      if (Arrays.equals(paired, rest)) {
        break;
      }

      rest = withoutFaces(paired);
    }

    return Arrays.equals(rest, tokens) ? text : String.join(" ", rest);
  }

  private static String[] withoutFaces(String[] tokens) {
    String[] rest = tokens.clone();
    Faces faces = new Faces(rest);
    int kept = 0;
    int next = 0;
    while (next < rest.length) {
      int length = faces.lengthAt(next);
      if (length == 0) {
        rest[kept++] = rest[next++];
        continue;
      }

      int back = Math.min(kept, Faces.REACH - 1);
      kept -= back;
      next += length - back;
      System.arraycopy(rest, kept, rest, next, back);
    }

    return Arrays.copyOf(rest, kept);
  }
}
