package org.mer.ingest;

import java.util.HashSet;
import java.util.Set;

/** The set of a text's word pairs: each word and the one after it. */
final class WordPairs {
  private WordPairs() {}

  /** Jaccard similarity of two texts' sets: shared pairs over all pairs, 0 to 1. */
  static double similarity(String one, String other) {
    Set<String> pairs = of(one);
    Set<String> others = of(other);
    long shared = pairs.stream().filter(others::contains).count();
    long all = pairs.size() + others.size() - shared;
    return all == 0 ? 0 : (double) shared / all;
  }

  private static Set<String> of(String text) {
    String[] words = text.split(" ", -1);
    Set<String> pairs = new HashSet<>();
    for (int i = 1; i < words.length; i++) {
      pairs.add(words[i - 1] + ' ' + words[i]);
    }

    return pairs;
  }
}
