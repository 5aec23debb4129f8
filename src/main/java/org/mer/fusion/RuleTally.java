package org.mer.fusion;

import java.util.OptionalDouble;

/**
 * How good a rule was on pairs, as sums, so that folds can be added.
 *
 * @param pairs how many
 * @param polarPairs how many of them are negative or positive
 * @param polarityLoss sum of the negative log-likelihoods of the true polarity, negative against
 *     positive, over the polar pairs; in nats
 * @param emotionLoss the same of the true emotion of seven, over all pairs
 * @param polarityHits polar pairs whose true polarity is the likelier of the two
 * @param emotionHits pairs whose true emotion is the likeliest
 */
record RuleTally(
    long pairs,
    long polarPairs,
    double polarityLoss,
    double emotionLoss,
    long polarityHits,
    long emotionHits) {
  /** No pair. */
  static final RuleTally NONE = new RuleTally(0, 0, 0, 0, 0, 0);

  RuleTally plus(RuleTally other) {
    return new RuleTally(
        pairs + other.pairs,
        polarPairs + other.polarPairs,
        polarityLoss + other.polarityLoss,
        emotionLoss + other.emotionLoss,
        polarityHits + other.polarityHits,
        emotionHits + other.emotionHits);
  }

  /**
   * What a rule is chosen by, lower is better: the mean log loss of the polarity plus that of the
   * emotion. Empty where no pair is polar.
   */
  OptionalDouble logLoss() {
    return polarPairs == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of(polarityLogLoss().getAsDouble() + emotionLogLoss().getAsDouble());
  }

  OptionalDouble polarityLogLoss() {
    return mean(polarityLoss, polarPairs);
  }

  OptionalDouble emotionLogLoss() {
    return mean(emotionLoss, pairs);
  }

  OptionalDouble polarityAccuracy() {
    return mean((double) polarityHits, polarPairs);
  }

  OptionalDouble emotionAccuracy() {
    return mean((double) emotionHits, pairs);
  }

  /**
   * Whether it is better than another by more than rounding: sums depend on their order in the last
   * digits, and a choice must not.
   */
  boolean isBetterThan(RuleTally other) {
    return digits(logLoss()) < digits(other.logLoss());
  }

  private static double digits(OptionalDouble loss) {
    return loss.isPresent() ? Math.rint(loss.getAsDouble() * 1e9) : Double.POSITIVE_INFINITY;
  }

  private static OptionalDouble mean(double sum, long n) {
    return n == 0 ? OptionalDouble.empty() : OptionalDouble.of(sum / n);
  }
}
