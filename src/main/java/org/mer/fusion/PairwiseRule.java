package org.mer.fusion;

import java.util.List;
import java.util.Optional;

/**
 * A rule that says something of its own where there are both text and face. A modality alone is
 * left to {@link ProductOfExperts}, so that every rule gives the other one back exactly.
 */
interface PairwiseRule extends FusionRule {
  /** The greatest weight a text may have. */
  double HEAVIEST = 10;

  /** The posteriors of a text and a face, fused. */
  Fused both(List<Double> text, List<Double> face);

  @Override
  default Fused fuse(Optional<List<Double>> text, Optional<List<Double>> face) {
    return text.isPresent() && face.isPresent()
        ? both(text.get(), face.get())
        : new ProductOfExperts(mapping(), prior(), 1).fuse(text, face);
  }

  /** Refuses a weight of the text that is not 0 to 10. */
  static void checkWeight(double textWeight) {
    if (!(textWeight >= 0 && textWeight <= HEAVIEST)) {
      throw new IllegalArgumentException(
          "the weight of the text must be 0 to 10, cannot be: " + textWeight);
    }
  }
}
