package org.mer.fusion;

import java.util.List;
import org.mer.EmotionPolarity;

/**
 * The weighted mean of what text and face say, a linear opinion pool: Stone, <i>The opinion
 * pool</i> (1961); the sum rule of Kittler et al., <i>On combining classifiers</i> (1998), with
 * weights.
 *
 * <pre>p(e, q | face, text) = (1 - a) f(e, q) + a t(e, q),   a = w / (1 + w)</pre>
 *
 * where f is the face's opinion and t the text's, which takes over from the face what a text cannot
 * tell: how much is neutral, and which emotion it is within a polarity. The weight w of the text
 * counts it against a face of weight 1.
 *
 * <p>Of negative against positive it is never surer than the surer modality and, where both agree,
 * never less sure than the other one. Taking the surer one away therefore never raises the
 * confidence where both agree; taking the less sure one away does raise it, for a mean of
 * calibrated posteriors is not sure enough (Ranjan and Gneiting, <i>Combining probability
 * forecasts</i>, 2010). A modality that is missing gives back the other exactly, but one that says
 * its prior draws the mean towards it.
 *
 * @param mapping from emotions to polarity
 * @param prior stands for a missing face
 * @param textWeight 0 (the text is ignored) to 10; 1 trusts both alike
 */
public record WeightedMean(EmotionPolarity mapping, FacePrior prior, double textWeight)
    implements PairwiseRule {
  /** The name that settings and tables use. */
  public static final String NAME = "weighted-mean";

  /** Checks the weight. */
  public WeightedMean {
    PairwiseRule.checkWeight(textWeight);
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public WeightedMean withTextWeight(double weight) {
    return new WeightedMean(mapping, prior, weight);
  }

  @Override
  public WeightedMean withMapping(EmotionPolarity other) {
    return new WeightedMean(other, prior, textWeight);
  }

  @Override
  public Fused both(List<Double> text, List<Double> face) {
    return new PolarPool(mapping, prior)
        .mean(PolarText.of(text), face, textWeight / (1 + textWeight));
  }
}
