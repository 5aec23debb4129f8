package org.mer.ingest;

import java.util.Arrays;

/** Finds out which brackets among tokens have a partner. */
final class Brackets {
  private static final String[] KINDS = {"()", "[]", "{}"};

  private final String[] tokens;

  private Brackets(String[] tokens) {
    this.tokens = tokens;
  }

  /** The tokens without those brackets that have no partner; the array itself if there is none. */
  static String[] paired(String[] tokens) {
    if (!hasAny(tokens)) {
      return tokens;
    }

    Brackets brackets = new Brackets(tokens.clone());
    for (String kind : KINDS) {
      brackets.cut(kind.charAt(1), kind.charAt(0), 0, 1);
      brackets.cut(kind.charAt(0), kind.charAt(1), tokens.length - 1, -1);
    }

    return Arrays.stream(brackets.tokens).filter(token -> !token.isEmpty()).toArray(String[]::new);
  }

  private static boolean hasAny(String[] tokens) {
    for (String token : tokens) {
      if ("()[]{}".indexOf(token.charAt(0)) >= 0) {
        return true;
      }
    }

    return false;
  }

  /** Cuts off every bracket that meets no partner, on the way from an end to the other. */
  private void cut(char bracket, char partner, int from, int step) {
    int partners = 0;
    for (int i = from; i >= 0 && i < tokens.length; i += step) {
      // A longer run is going to be shortened.
      int length = Math.min(tokens[i].length(), Elongations.LONGEST);
      if (tokens[i].indexOf(partner) == 0) {
        partners += length;
      } else if (tokens[i].indexOf(bracket) == 0) {
        int paired = Math.min(partners, length);
        tokens[i] = paired == length ? tokens[i] : tokens[i].substring(0, paired);
        partners -= paired;
      }
    }
  }
}
