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
 * @param numbers of the n-grams, ascending; the place is the feature
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record KnownNGrams(int[] numbers) implements Serializable {
  /** Those that {@link #bytes} wrote. */
  static KnownNGrams of(byte[] bytes) {
    return new KnownNGrams(BitSet.valueOf(bytes).stream().toArray());
  }

  /** One bit a number, set where it is known; the lowest bit of a byte is its first. */
  byte[] bytes() {
    BitSet known = new BitSet();
    Arrays.stream(numbers).forEach(known::set);
    return known.toByteArray();
  }

  int size() {
    return numbers.length;
  }

  /** What each of a text's n-grams counts, 0 of an empty text. */
  static double share(int[] ngrams) {
    return ngrams.length == 0 ? 0 : 1 / Math.sqrt(ngrams.length);
  }

  /** The feature of an n-gram, or a negative number where it is none. */
  int feature(int ngram) {
    return Arrays.binarySearch(numbers, ngram);
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
