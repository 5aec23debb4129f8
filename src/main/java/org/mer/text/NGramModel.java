package org.mer.text;

/**
 * A linear model of hashed n-grams: the log-odds are an intercept and the weights of a text's
 * n-grams, over the square root of their number.
 *
 * @param ngrams how n-grams become numbers
 * @param known which of them have a weight
 * @param weights one a known n-gram
 * @param intercept of the log-odds
 */
record NGramModel(NGrams ngrams, KnownNGrams known, QuantizedWeights weights, double intercept)
    implements PolarityModel {
  /** Checks that the parts belong together. */
  NGramModel {
    if (known.size() != weights.size()) {
      throw new IllegalArgumentException(
          "a model of %d n-grams cannot have %d weights".formatted(known.size(), weights.size()));
    }

    if (known.end() > ngrams.size()) {
      throw new IllegalArgumentException(
          "n-grams of %d bits cannot have the number %d".formatted(ngrams.bits(), known.end() - 1));
    }

    if (!Double.isFinite(intercept)) {
      throw new IllegalArgumentException("an intercept must be finite, cannot be: " + intercept);
    }
  }

  @Override
  public double logOdds(String text) {
    int[] present = ngrams.of(text);
    double sum = 0;
    for (int ngram : present) {
      int feature = known.feature(ngram);
      if (feature >= 0) {
        sum += weights.weight(feature);
      }
    }

    return intercept + sum * KnownNGrams.share(present);
  }
}
