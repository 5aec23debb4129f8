package org.mer.text;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;

/**
 * How many texts have each n-gram, by its number; n-grams of one number are counted together.
 *
 * @param counts one a number
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record NGramCounts(int[] counts) {
  private static final int TREE_DEPTH = 2;

  /**
   * Counts on the executors, where each part of the texts has one count a number; the sums come to
   * the driver.
   */
  static NGramCounts of(JavaRDD<String> texts, NGrams ngrams) {
    return new NGramCounts(
        texts
            .mapPartitions(
                part -> {
                  int[] own = new int[ngrams.size()];
                  part.forEachRemaining(text -> count(ngrams.of(text), own));
                  return List.of(own).iterator();
                })
            .treeReduce(NGramCounts::sum, TREE_DEPTH));
  }

  /** Texts that have an n-gram of this number. */
  int texts(int number) {
    return counts[number];
  }

  /**
   * The most frequent n-grams.
   *
   * @param most how many at most; of those that are equally frequent all are kept, or none
   * @param minimumTexts texts that an n-gram must occur in
   */
  KnownNGrams mostFrequent(int most, int minimumTexts) {
    int threshold = threshold(most, minimumTexts);
    BitSet frequent = new BitSet(counts.length);
    for (int number = 0; number < counts.length; number++) {
      frequent.set(number, counts[number] >= threshold);
    }

    return KnownNGrams.of(frequent);
  }

  /** The least count with which no more than so many are kept. */
  private int threshold(int most, int minimumTexts) {
    int[] sorted = counts.clone();
    Arrays.sort(sorted);
    int next = sorted.length - most - 1;
    return next < 0 ? minimumTexts : Math.max(minimumTexts, sorted[next] + 1);
  }

  private static void count(int[] ngrams, int[] counts) {
    for (int ngram : ngrams) {
      counts[ngram]++;
    }
  }

  private static int[] sum(int[] one, int[] other) {
    for (int i = 0; i < one.length; i++) {
      one[i] += other[i];
    }

    return one;
  }
}
