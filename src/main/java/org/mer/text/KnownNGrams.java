package org.mer.text;

import java.io.Serializable;
import java.util.Arrays;
import java.util.BitSet;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.linalg.Vectors;

/**
 * The n-grams that are features, and texts as vectors of them: what a text has is 1, what it lacks
 * is 0, and all is divided by the length of the vector of <em>all</em> its n-grams, known or not.
 *
 * <p>Features are numbered in ascending order of their n-grams' numbers. They lie as one bit a
 * number, with the count of known ones before each 64 of them (Jacobson 1989, <i>Space-efficient
 * static trees and graphs</i>), so that a lookup touches memory twice; a search would do so twenty
 * times.
 */
final class KnownNGrams implements Serializable {
  private static final long serialVersionUID = 1L;

  private final long[] bits;

  /** For each 64 numbers, how many of those before are known. */
  private final int[] before;

  private final int size;

  private KnownNGrams(BitSet known) {
    this.bits = known.toLongArray();
    this.before = new int[bits.length];
    int count = 0;
    for (int i = 0; i < bits.length; i++) {
      before[i] = count;
      count += Long.bitCount(bits[i]);
    }

    this.size = count;
  }

  /** Those whose bit is set. */
  static KnownNGrams of(BitSet known) {
    return new KnownNGrams(known);
  }

  /** Those that {@link #bytes} wrote. */
  static KnownNGrams of(byte[] bytes) {
    return new KnownNGrams(BitSet.valueOf(bytes));
  }

  /** One bit a number, set where it is known; the lowest bit of a byte is its first. */
  byte[] bytes() {
    return BitSet.valueOf(bits).toByteArray();
  }

  /** The numbers of the n-grams, ascending; the place is the feature. */
  int[] numbers() {
    return BitSet.valueOf(bits).stream().toArray();
  }

  /** How many features there are. */
  int size() {
    return size;
  }

  /** One more than the highest number. */
  int end() {
    return bits.length == 0
        ? 0
        : bits.length * Long.SIZE - Long.numberOfLeadingZeros(bits[bits.length - 1]);
  }

  /** What each of a text's n-grams counts, 0 of an empty text. */
  static double share(int[] ngrams) {
    return ngrams.length == 0 ? 0 : 1 / Math.sqrt(ngrams.length);
  }

  /** The feature of an n-gram, or a negative number where it is none. */
  int feature(int ngram) {
    int word = ngram / Long.SIZE;
    if (word >= bits.length || (bits[word] >>> ngram & 1) == 0) {
      return -1;
    }

    long lower = (1L << ngram) - 1;
    return before[word] + Long.bitCount(bits[word] & lower);
  }

  /**
   * A text's features.
   *
   * @param ngrams as {@link NGrams#of} gives them
   * @param scales what each feature is multiplied by
   */
  Vector vector(int[] ngrams, float[] scales) {
    int[] indices = new int[ngrams.length];
    double[] values = new double[ngrams.length];
    double share = share(ngrams);
    int count = 0;
    for (int ngram : ngrams) {
      int feature = feature(ngram);
      if (feature >= 0) {
        indices[count] = feature;
        values[count++] = share * scales[feature];
      }
    }

    return Vectors.sparse(size(), Arrays.copyOf(indices, count), Arrays.copyOf(values, count));
  }
}
