package org.mer.fusion;

import java.util.List;
import org.mer.EmotionPolarity;

/**
 * The mean of what text and face say, weighted post by post by how sure each is: a linear opinion
 * pool whose weights fall with the entropy, after Misra, Bourlard and Tyagi, <i>New entropy based
 * combination rules in HMM/ANN multi-stream ASR</i> (2003).
 *
 * <pre>
 * p(e, q | face, text) = (1 - a) f(e, q) + a t(e, q),   a = w c(text) / (w c(text) + c(face))
 * c = 1 - H(negative, positive)
 * </pre>
 *
 * where f and t are the opinions as {@link WeightedMean} has them, and H is the entropy in bits of
 * negative against positive: c is 1 for the certain and 0 for the clueless. (The paper divides by
 * the entropy; a certain modality would then silence the other.)
 *
 * <p>A modality that says its prior (half negative, half positive) has no weight, so it gives back
 * the other's odds exactly, as a missing one does. Otherwise this mean promises what {@link
 * WeightedMean} does and no more: taking the surer modality away never raises the confidence where
 * both agree, taking the less sure one away may.
 *
 * @param mapping from emotions to polarity
 * @param prior stands for a missing face
 * @param textWeight 0 (the text is ignored) to 10; 1 trusts both alike
 */
public record ConfidenceWeighted(EmotionPolarity mapping, FacePrior prior, double textWeight)
    implements PairwiseRule {
  /** The name that settings and tables use. */
  public static final String NAME = "confidence-weighted";

  /** Checks the weight. */
  public ConfidenceWeighted {
    PairwiseRule.checkWeight(textWeight);
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public ConfidenceWeighted withTextWeight(double weight) {
    return new ConfidenceWeighted(mapping, prior, weight);
  }

  @Override
  public ConfidenceWeighted withMapping(EmotionPolarity other) {
    return new ConfidenceWeighted(other, prior, textWeight);
  }

  @Override
  public Fused both(List<Double> text, List<Double> face) {
    PolarPool pool = new PolarPool(mapping, prior);
    PolarText read = PolarText.of(text);
    double ofText = textWeight * certainty(read.positive());
    double ofBoth = ofText + certainty(pool.positiveShare(face));
    return pool.mean(read, face, ofBoth > 0 ? ofText / ofBoth : 0);
  }

  private static double certainty(double positive) {
    return Math.max(0, 1 - bits(positive) - bits(1 - positive));
  }

  private static double bits(double probability) {
    return probability > 0 ? -probability * Math.log(probability) / Math.log(2) : 0;
  }
}
