package org.mer.fusion;

import java.io.Serializable;
import java.util.List;
import java.util.Optional;
import org.mer.EmotionPolarity;

/** A way to make one posterior of two. Immutable; travels to the executors. */
public interface FusionRule extends Serializable {
  /** The name that settings and tables use. */
  String name();

  /** The mapping from emotions to polarity that it works with. */
  EmotionPolarity mapping();

  /** How much the text counts against the face, at least 0. */
  double textWeight();

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
