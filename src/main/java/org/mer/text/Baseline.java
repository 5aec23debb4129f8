package org.mer.text;

import java.util.Arrays;
import java.util.stream.Collectors;

/** What a text network has to beat. */
public enum Baseline {
  /** Logistic regression on hashed n-grams, {@link NGramRecipe}. */
  NGRAMS("ngrams"),
  /** Multinomial naive Bayes on the same n-grams, {@link NGramRecipe}. */
  NAIVE_BAYES("naive-bayes"),
  /** Counting with the valences of a lexicon, {@link ValenceLexicon}. */
  LEXICON("lexicon");

  private final String label;

  Baseline(String label) {
    this.label = label;
  }

  /** Its name in settings and bundles. */
  public String label() {
    return label;
  }

  /** Its name in result tables. */
  public String subject() {
    return "text/" + label;
  }

  /**
   * The baseline of a name.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static Baseline named(String label) {
    return Arrays.stream(values())
        .filter(one -> one.label.equals(label))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "baselines must be of %s, cannot be: %s"
                        .formatted(
                            Arrays.stream(values())
                                .map(Baseline::label)
                                .collect(Collectors.joining(", ")),
                            label)));
  }

  /** One of its numbers in a bundle. */
  String parameter(String name) {
    return label + "-" + name;
  }
}
