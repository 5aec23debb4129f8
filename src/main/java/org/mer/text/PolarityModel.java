package org.mer.text;

import java.io.Serializable;

/** Tells from a text alone how likely it is positive rather than negative. */
interface PolarityModel extends Serializable {
  /**
   * The logarithm of the odds that a text is positive; 0 where it says nothing.
   *
   * @param text a cleaned text: tokens with one blank between them
   */
  double logOdds(String text);

  /** The probabilities of the {@link TweetEncoder#CLASSES}, summing to 1. */
  default double[] probabilities(String text) {
    double positive = 1 / (1 + Math.exp(-logOdds(text)));
    return new double[] {1 - positive, positive};
  }
}
