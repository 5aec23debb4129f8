package org.mer.fusion;

import java.io.Serializable;
import java.util.List;
import java.util.Optional;
import org.mer.EmotionPolarity;

/**
 * A way to make one posterior of two. Immutable; travels to the executors, and is kept as numbers
 * and text by {@link StoredRule}.
 *
 * <p>All rules promise: a modality that is missing gives back the other exactly. A face alone is
 * its own posterior; a text alone has its own odds of positive to negative, and the prior's
 * emotions within each. And a post's result depends on that post alone.
 *
 * <p>Confidence, the probability of the likelier polarity of a post that is negative or positive,
 * should not rise when a modality is taken away. No rule can hold that for every post, since a
 * conflict must make less sure. Each says how much of it it holds.
 */
public interface FusionRule extends Serializable {
  /** The name that settings and tables use. */
  String name();

  /** The mapping from emotions to polarity that it works with. */
  EmotionPolarity mapping();

  /** What stands for a face that is missing. */
  FacePrior prior();

  /** How much the text counts against the face, at least 0. */
  double textWeight();

  /** What a fit gave it beside the weight of the text; empty for most rules. */
  default List<Double> coefficients() {
    return List.of();
  }

  /** The same rule with another weight. */
  FusionRule withTextWeight(double weight);

  /** The same rule with another mapping. */
  FusionRule withMapping(EmotionPolarity mapping);

  /**
   * Fuses the posteriors of a post.
   *
   * @param text three probabilities in the order of {@link org.mer.Polarity}; empty if there is no
   *     text
   * @param face seven probabilities in the order of {@link org.mer.Emotion}; empty if there is no
   *     face
   * @throws IllegalArgumentException if both are missing
   */
  Fused fuse(Optional<List<Double>> text, Optional<List<Double>> face);
}
