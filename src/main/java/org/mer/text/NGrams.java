package org.mer.text;

import java.io.Serializable;
import java.util.Arrays;
import java.util.stream.IntStream;
import scala.util.hashing.MurmurHash3$;

/**
 * The n-grams of a text as numbers: runs of tokens, each by its hash (Weinberger et al. 2009,
 * <i>Feature Hashing for Large Scale Multitask Learning</i>). The two ends of the text count as
 * tokens that form no run alone. The hash is MurmurHash3 of each token's UTF-16 units, mixed in
 * their order; it is part of what a bundle means and must not change.
 *
 * @param longest tokens of a run at most, 1 to 5
 * @param bits of a number: there are 2 to the power of this, 8 to 24
 */
record NGrams(int longest, int bits) implements Serializable {
  private static final int LONGEST = 5;
  private static final int FEWEST_BITS = 8;
  private static final int MOST_BITS = 24;
  private static final int START = 0x3c733e;
  private static final int END = 0x2f733e;

  /** Checks the ranges. */
  NGrams {
    if (longest < 1 || longest > LONGEST) {
      throw new IllegalArgumentException("ngrams.longest must be 1 to 5, cannot be: " + longest);
    }

    if (bits < FEWEST_BITS || bits > MOST_BITS) {
      throw new IllegalArgumentException("ngrams.bits must be 8 to 24, cannot be: " + bits);
    }
  }

  /** How many numbers there are. */
  int size() {
    return 1 << bits;
  }

  /**
   * The numbers of a text's n-grams, each once, ascending; none of an empty text.
   *
   * @param text tokens with one blank between them
   */
  int[] of(String text) {
    if (text.isBlank()) {
      return new int[0];
    }

    int[] tokens = tokens(text);
    int[] numbers = new int[tokens.length * longest];
    int count = 0;
    for (int first = 0; first < tokens.length; first++) {
      int hash = 0;
      for (int length = 1; length <= longest && first + length <= tokens.length; length++) {
        hash = MurmurHash3$.MODULE$.mix(hash, tokens[first + length - 1]);
        boolean isEndAlone = length == 1 && (first == 0 || first == tokens.length - 1);
        if (!isEndAlone) {
          numbers[count++] = MurmurHash3$.MODULE$.finalizeHash(hash, length) & (size() - 1);
        }
      }
    }

    return distinct(numbers, count);
  }

  private static int[] tokens(String text) {
    return IntStream.concat(
            IntStream.concat(
                IntStream.of(START),
                Arrays.stream(text.split(" ")).mapToInt(MurmurHash3$.MODULE$::stringHash)),
            IntStream.of(END))
        .toArray();
  }

  private static int[] distinct(int[] numbers, int count) {
    Arrays.sort(numbers, 0, count);
    int kept = 0;
    for (int i = 0; i < count; i++) {
      if (kept == 0 || numbers[i] != numbers[kept - 1]) {
        numbers[kept++] = numbers[i];
      }
    }

    return Arrays.copyOf(numbers, kept);
  }
}
