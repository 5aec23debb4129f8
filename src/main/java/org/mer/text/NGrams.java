package org.mer.text;

import java.io.Serializable;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.function.IntPredicate;
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

  /** How the start of a text is spelled out. */
  static final String START_SPELLED = "<start>";

  /** How the end of a text is spelled out. */
  static final String END_SPELLED = "<end>";

  private static final int START = 0x3c733e;
  private static final int END = 0x2f733e;
  // Where no run is: beyond the end of the text, or an end of it alone.
  private static final int NONE = -1;

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

    int[] numbers = runs(text);
    Arrays.sort(numbers);
    return distinct(numbers);
  }

  /**
   * The n-grams of a text that are wanted, spelled out, each once, with their numbers. The ends of
   * the text are {@value #START_SPELLED} and {@value #END_SPELLED}.
   *
   * @param text tokens with one blank between them
   * @param wanted tells so of a number
   */
  Map<String, Integer> spelled(String text, IntPredicate wanted) {
    Map<String, Integer> spelled = new HashMap<>();
    if (text.isBlank()) {
      return spelled;
    }

    int[] numbers = runs(text);
    String[] tokens = (START_SPELLED + " " + text + " " + END_SPELLED).split(" ");
    for (int i = 0; i < numbers.length; i++) {
      if (numbers[i] != NONE && wanted.test(numbers[i])) {
        int first = i / longest;
        String[] run = Arrays.copyOfRange(tokens, first, first + i % longest + 1);
        spelled.put(String.join(" ", run), numbers[i]);
      }
    }

    return spelled;
  }

  /** The number of each run by its first token and, within those, by its length. */
  private int[] runs(String text) {
    int[] tokens = tokens(text);
    int[] numbers = new int[tokens.length * longest];
    Arrays.fill(numbers, NONE);
    for (int first = 0; first < tokens.length; first++) {
      int hash = 0;
      for (int length = 1; length <= longest && first + length <= tokens.length; length++) {
        hash = MurmurHash3$.MODULE$.mix(hash, tokens[first + length - 1]);
        boolean isEndAlone = length == 1 && (first == 0 || first == tokens.length - 1);
        if (!isEndAlone) {
          numbers[first * longest + length - 1] =
              MurmurHash3$.MODULE$.finalizeHash(hash, length) & (size() - 1);
        }
      }
    }

    return numbers;
  }

  private static int[] tokens(String text) {
    return IntStream.concat(
            IntStream.concat(
                IntStream.of(START),
                Arrays.stream(text.split(" ")).mapToInt(MurmurHash3$.MODULE$::stringHash)),
            IntStream.of(END))
        .toArray();
  }

  /** Leaves out what stands twice, and what is none. */
  private static int[] distinct(int[] sorted) {
    int kept = 0;
    for (int number : sorted) {
      if (number != NONE && (kept == 0 || number != sorted[kept - 1])) {
        sorted[kept++] = number;
      }
    }

    return Arrays.copyOf(sorted, kept);
  }
}
