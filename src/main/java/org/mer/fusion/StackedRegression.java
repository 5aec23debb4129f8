package org.mer.fusion;

import java.util.Arrays;
import java.util.List;
import org.mer.Emotion;
import org.mer.EmotionPolarity;
import org.mer.Polarity;

/**
 * A model that learned from pairs what to make of the two posteriors: Wolpert, <i>Stacked
 * generalization</i> (1992), with probabilities as its inputs and a linear model on top as Ting and
 * Witten, <i>Issues in stacked generalization</i> (1999), recommend; here multinomial logistic
 * regression.
 *
 * <pre>
 * p(e | face, text) ~ exp(sum over k of B(e, k) ln p(k | face) + w b(e) ln(p(positive | text) / p(negative | text)) + c(e))
 * </pre>
 *
 * The polarities follow by the mapping; surprise is divided in proportion to {@code share(surprise,
 * q) (p(q | text) / p0(q))^w}, as {@link ProductOfExperts} divides it. With B the identity, b(e) =
 * 1/2 for happy and -1/2 for the negative emotions, this is the product of experts but for its view
 * of surprise and neutral; what it learns beyond is which emotions the face model takes for which.
 *
 * <p>Probabilities below 1e-6 are taken for 1e-6. A modality that is missing gives back the other
 * exactly. Nothing else is promised: where text and face agree it is mostly surer than either, but
 * the coefficients are what the pairs made them, and a modality that says its prior does not give
 * back the other.
 *
 * @param mapping from emotions to polarity
 * @param prior stands for a missing face
 * @param textWeight 0 (the text is ignored) to 10; 1 counts it as the fit did
 * @param coefficients 63: emotion by emotion, in the order of {@link Emotion}, seven of the face,
 *     one of the text, and the intercept
 */
public record StackedRegression(
    EmotionPolarity mapping, FacePrior prior, double textWeight, List<Double> coefficients)
    implements PairwiseRule {
  /** The name that settings and tables use. */
  public static final String NAME = "stacked-regression";

  /** How many numbers it knows of a pair: seven of the face, one of the text. */
  static final int FEATURES = Emotion.COUNT + 1;

  private static final int STRIDE = FEATURES + 1;
  private static final double FLOOR = 1e-6;
  private static final double FARTHEST = -Math.log(FLOOR);

  /** Checks the weight and the number of coefficients. */
  public StackedRegression {
    PairwiseRule.checkWeight(textWeight);
    if (coefficients.size() != Emotion.COUNT * STRIDE) {
      throw new IllegalArgumentException(
          "a stacked regression has %d coefficients, cannot have %d"
              .formatted(Emotion.COUNT * STRIDE, coefficients.size()));
    }

    coefficients = List.copyOf(coefficients);
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public StackedRegression withTextWeight(double weight) {
    return new StackedRegression(mapping, prior, weight, coefficients);
  }

  @Override
  public StackedRegression withMapping(EmotionPolarity other) {
    return new StackedRegression(other, prior, textWeight, coefficients);
  }

  @Override
  public Fused both(List<Double> text, List<Double> face) {
    double[] features = features(text, face);
    features[Emotion.COUNT] *= textWeight;
    double[] scores = new double[Emotion.COUNT];
    for (int emotion = 0; emotion < scores.length; emotion++) {
      scores[emotion] = score(features, emotion * STRIDE);
    }

    double highest = Arrays.stream(scores).max().orElseThrow();
    PolarText read = PolarText.of(text);
    Joint joint =
        (emotion, polarity) ->
            Math.exp(scores[emotion.ordinal()] - highest) * divided(emotion, polarity, read);
    return joint.marginals();
  }

  /**
   * What it knows of a pair: seven logarithms of the face's probabilities, and of the text the
   * logarithm of the odds of positive to negative.
   */
  static double[] features(List<Double> text, List<Double> face) {
    double[] features = new double[FEATURES];
    for (int i = 0; i < Emotion.COUNT; i++) {
      features[i] = Math.log(Math.max(face.get(i), FLOOR));
    }

    double logOdds = PolarText.of(text).logOdds();
    features[Emotion.COUNT] = Math.max(-FARTHEST, Math.min(FARTHEST, logOdds));
    return features;
  }

  private double score(double[] features, int first) {
    double score = coefficients.get(first + features.length);
    for (int i = 0; i < features.length; i++) {
      score += coefficients.get(first + i) * features[i];
    }

    return score;
  }

  /** The share of a polarity in an emotion in the light of the text; they sum to 1. */
  private double divided(Emotion emotion, Polarity polarity, PolarText text) {
    double total = 0;
    for (Polarity one : Polarity.values()) {
      total += mapping.share(emotion, one) * text.ratio(one, textWeight);
    }

    return mapping.share(emotion, polarity) * text.ratio(polarity, textWeight) / total;
  }
}
