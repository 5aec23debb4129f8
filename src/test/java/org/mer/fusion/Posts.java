package org.mer.fusion;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.mer.Emotion;
import org.mer.EmotionPolarity;
import org.mer.Polarity;

/** Made-up posteriors of texts and faces, and a prior, to try rules on. */
final class Posts {
  static final FacePrior PRIOR = new FacePrior(List.of(467L, 56L, 496L, 895L, 653L, 415L, 607L));
  static final EmotionPolarity HALF = new EmotionPolarity(0.5);

  private Posts() {}

  /**
   * What text and face said of a post.
   *
   * @param text three probabilities
   * @param face seven probabilities
   */
  record Post(List<Double> text, List<Double> face) {}

  /** Two hundred posts, texts with a mass for neutral and certain ones among them. */
  static Stream<Post> any() {
    Random random = new Random(11);
    return Stream.generate(() -> new Post(text(random), face(random))).limit(200);
  }

  /** Every rule with some numbers, surprise divided in a way of its own. */
  static List<FusionRule> rules(Random random) {
    EmotionPolarity mapping = new EmotionPolarity(random.nextDouble());
    double weight = 2 * random.nextDouble();
    List<Double> coefficients = random.doubles(63, -1, 1).boxed().toList();
    return List.of(
        new ProductOfExperts(mapping, PRIOR, weight),
        new WeightedMean(mapping, PRIOR, weight),
        new ConfidenceWeighted(mapping, PRIOR, weight),
        new StackedRegression(mapping, PRIOR, weight, coefficients));
  }

  /** What is positive of all that is negative or positive, 0 to 1. */
  static double positiveShare(Fused fused) {
    return positiveShare(fused.polarities());
  }

  /** What is positive of all that is negative or positive, 0 to 1. */
  static double positiveShare(List<Double> polarities) {
    double negative = polarities.get(Polarity.NEGATIVE.ordinal());
    double positive = polarities.get(Polarity.POSITIVE.ordinal());
    return positive / (negative + positive);
  }

  /** How sure it is of the likelier polarity, 1/2 to 1. */
  static double confidence(double positiveShare) {
    return Math.max(positiveShare, 1 - positiveShare);
  }

  /** Whether both lean to the same polarity. */
  static boolean agree(double one, double other) {
    return (one - 0.5) * (other - 0.5) > 0;
  }

  /** Numbers brought to sum 1. */
  static List<Double> normalised(double... masses) {
    double total = IntStream.range(0, masses.length).mapToDouble(i -> masses[i]).sum();
    return IntStream.range(0, masses.length).mapToObj(i -> masses[i] / total).toList();
  }

  private static List<Double> text(Random random) {
    double positive = random.nextDouble();
    double neutral = random.nextBoolean() ? random.nextDouble() : 0;
    return switch (random.nextInt(10)) {
      case 0 -> List.of(1.0, 0.0, 0.0);
      case 1 -> List.of(0.0, 0.0, 1.0);
      default -> normalised(1 - positive, neutral, positive);
    };
  }

  private static List<Double> face(Random random) {
    double[] masses = random.doubles(Emotion.COUNT, 1e-3, 1).map(one -> one * one * one).toArray();
    for (int i = 0; i < masses.length; i++) {
      masses[i] = random.nextInt(6) == 0 ? 0 : masses[i];
    }

    masses[random.nextInt(masses.length)] += 0.1;
    return normalised(masses);
  }
}
