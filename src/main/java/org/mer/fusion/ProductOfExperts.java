package org.mer.fusion;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.mer.Emotion;
import org.mer.EmotionPolarity;
import org.mer.Polarity;

/**
 * The product rule for two experts that see different things: Hinton, <i>Training products of
 * experts by minimizing contrastive divergence</i> (2002); Kittler et al., <i>On combining
 * classifiers</i> (1998), equation 7. The face knows emotions, the text polarities; they meet in
 * the joint distribution
 *
 * <pre>p(e, q | face, text) ~ p(e | face) share(e, q) r(q)</pre>
 *
 * where {@code share} is the mapping's and {@code r(q) = (p(q | text) / p0(q))^w} for negative and
 * positive, with the text's prior p0 = 1/2 and its weight w, and {@code r(neutral) = 1}: a model
 * that learned two classes knows nothing of neutral. The fused emotions and polarities are the two
 * marginals, so a surprise counts as good or bad news in the light of the text.
 *
 * <p>Without a text the result is the face's posterior itself. Without a face its prior stands for
 * it and w is 1, as there is nothing to weigh the text against: the odds of positive to negative
 * are then exactly the text's own.
 *
 * <p>Text probabilities below 1e-12 are taken for 1e-12, so no text rules a polarity out.
 */
public final class ProductOfExperts implements FusionRule {
  /** The name that settings and tables use. */
  public static final String NAME = "product-of-experts";

  private static final long serialVersionUID = 1L;
  private static final double TEXT_PRIOR = 0.5;
  private static final double FLOOR = 1e-12;
  private static final double HEAVIEST = 10;

  private final EmotionPolarity mapping;
  private final FacePrior prior;
  private final double textWeight;

  /**
   * The rule.
   *
   * @param mapping from emotions to polarity
   * @param prior stands for a missing face
   * @param textWeight 0 (the text is ignored) to 10; 1 trusts both alike
   */
  public ProductOfExperts(EmotionPolarity mapping, FacePrior prior, double textWeight) {
    if (!(textWeight >= 0 && textWeight <= HEAVIEST)) {
      throw new IllegalArgumentException(
          "the weight of the text must be 0 to 10, cannot be: " + textWeight);
    }

    this.mapping = mapping;
    this.prior = prior;
    this.textWeight = textWeight;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public EmotionPolarity mapping() {
    return mapping;
  }

  @Override
  public double textWeight() {
    return textWeight;
  }

  @Override
  public ProductOfExperts withTextWeight(double weight) {
    return new ProductOfExperts(mapping, prior, weight);
  }

  @Override
  public ProductOfExperts withMapping(EmotionPolarity other) {
    return new ProductOfExperts(other, prior, textWeight);
  }

  @Override
  public Fused fuse(Optional<List<Double>> text, Optional<List<Double>> face) {
    if (text.isEmpty() && face.isEmpty()) {
      throw new IllegalArgumentException("a post must have a text or a face, cannot have neither");
    }

    if (text.isEmpty()) {
      return new Fused(face.get(), joint(face.get(), new double[] {1, 1, 1}).polarities());
    }

    double weight = face.isPresent() ? textWeight : 1;
    return joint(
        face.orElseGet(() -> prior.probabilities(mapping)), likelihoodRatios(text.get(), weight));
  }

  private Fused joint(List<Double> face, double[] ratios) {
    double[] emotions = new double[Emotion.COUNT];
    double[] polarities = new double[Polarity.COUNT];
    double total = 0;
    for (Emotion emotion : Emotion.values()) {
      for (Polarity polarity : Polarity.values()) {
        double mass =
            face.get(emotion.ordinal())
                * mapping.share(emotion, polarity)
                * ratios[polarity.ordinal()];
        emotions[emotion.ordinal()] += mass;
        polarities[polarity.ordinal()] += mass;
        total += mass;
      }
    }

    return new Fused(normalised(emotions, total), normalised(polarities, total));
  }

  private static double[] likelihoodRatios(List<Double> text, double weight) {
    double negative = Math.max(text.get(Polarity.NEGATIVE.ordinal()), FLOOR);
    double positive = Math.max(text.get(Polarity.POSITIVE.ordinal()), FLOOR);
    double polar = negative + positive;
    double[] ratios = new double[Polarity.COUNT];
    ratios[Polarity.NEGATIVE.ordinal()] = Math.pow(negative / polar / TEXT_PRIOR, weight);
    ratios[Polarity.NEUTRAL.ordinal()] = 1;
    ratios[Polarity.POSITIVE.ordinal()] = Math.pow(positive / polar / TEXT_PRIOR, weight);
    return ratios;
  }

  private static List<Double> normalised(double[] masses, double total) {
    List<Double> probabilities = new ArrayList<>(masses.length);
    for (double mass : masses) {
      probabilities.add(mass / total);
    }

    return probabilities;
  }
}
