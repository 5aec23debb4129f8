package org.mer.text;

import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import scala.util.hashing.MurmurHash3$;

/**
 * What is known of a word that no vocabulary has: its ending and what it is made of, after the
 * character n-grams of Bojanowski et al. 2017 (<i>Enriching Word Vectors with Subword
 * Information</i>), of which one number a word leaves room for one. Words of the same form fall
 * into the same of some buckets. The form and its hash (MurmurHash3 of its UTF-16 units) are part
 * of what a bundle means and must not change.
 */
final class WordShape {
  private static final int ENDING = 3;
  private static final int LONG = 7;
  private static final Pattern REPETITION = Pattern.compile("(.)\\1+");

  private WordShape() {}

  /**
   * The bucket of a word.
   *
   * @param word any, not empty
   * @param buckets how many there are, at least 1
   * @return 0 to below {@code buckets}; the same on every machine
   */
  static int bucket(String word, int buckets) {
    return Math.floorMod(MurmurHash3$.MODULE$.stringHash(form(word)), buckets);
  }

  /** The last three characters in lower case, none twice in a row, and what the word is made of. */
  static String form(String word) {
    String lower = word.toLowerCase(Locale.ROOT);
    int[] characters = REPETITION.matcher(lower).replaceAll("$1").codePoints().toArray();
    String ending =
        new String(
            characters,
            Math.max(0, characters.length - ENDING),
            Math.min(ENDING, characters.length));
    String kinds =
        lower
            .codePoints()
            .mapToObj(WordShape::kind)
            .distinct()
            .sorted()
            .collect(Collectors.joining());
    String length = characters.length < LONG ? "short" : "long";
    return String.join(" ", ending, kinds, length);
  }

  private static String kind(int character) {
    if (Character.isLetter(character)) {
      return character < 0x80 ? "a" : "l";
    }

    return Character.isDigit(character) ? "d" : "m";
  }
}
