package org.mer.fusion;

import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
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
 * <p>The log-odds of positive to negative add up: {@code logit(fused) = logit(face) + w
 * logit(text)}. So where text and face agree, taking the text away never raises the confidence, nor
 * the probability of the face's first emotion if the text leans to that one's polarity. Taking the
 * face away never raises the confidence if w is at least 1; with a smaller w it does so only where
 * the face's log-odds are below {@code (1 - w)} times the text's. On average over posts, conflicts
 * with them, confidence does not rise either: with calibrated posteriors that are independent given
 * emotion and polarity, and w = 1, the result is Bayes' posterior, and no further evidence lowers
 * its expected maximum. A modality that says its prior gives back the other exactly (a face if w is
 * 1), as a missing one does.
 *
 * <p>Text probabilities below 1e-12 are taken for 1e-12, so no text rules a polarity out.
 */
public final class ProductOfExperts implements FusionRule {
  /** The name that settings and tables use. */
  public static final String NAME = "product-of-experts";

  private static final long serialVersionUID = 1L;

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
    PairwiseRule.checkWeight(textWeight);
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
  public FacePrior prior() {
    return prior;
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
      return new Fused(face.get(), joint(face.get(), polarity -> 1).polarities());
    }

    PolarText read = PolarText.of(text.get());
    double weight = face.isPresent() ? textWeight : 1;
    return joint(
        face.orElseGet(() -> prior.probabilities(mapping)),
        polarity -> read.ratio(polarity, weight));
  }

  private Fused joint(List<Double> face, ToDoubleFunction<Polarity> ratio) {
    Joint joint =
        (emotion, polarity) ->
            face.get(emotion.ordinal())
                * mapping.share(emotion, polarity)
                * ratio.applyAsDouble(polarity);
    return joint.marginals();
  }
}
