package org.mer.demo;

import java.util.random.RandomGenerator;
import org.mer.Emotion;

/**
 * What a drawn face does, in pixels of a 48x48 picture unless said otherwise; 0 everywhere is a
 * face at rest. After the prototypes of Ekman and Friesen (1978), coarsely.
 *
 * @param browRaise how far the brows are lifted
 * @param browSlant how much lower their inner ends are: positive frowns, negative worries
 * @param eyes how far the eyes are opened beyond rest, as a fraction
 * @param smile how much higher the corners of the mouth are than its middle
 * @param open how far the lips are apart
 * @param width how much wider the mouth is
 * @param wrinkle how strongly the nose is wrinkled and the upper lip raised, 0 to 1
 */
record Expression(
    double browRaise,
    double browSlant,
    double eyes,
    double smile,
    double open,
    double width,
    double wrinkle) {

  /** The prototype of an emotion. */
  static Expression of(Emotion emotion) {
    return switch (emotion) {
      case ANGRY -> new Expression(-2.2, 3.2, -0.25, -1.6, 0.8, -1.5, 0.1);
      case DISGUST -> new Expression(-1.6, 1.3, -0.5, -2.0, 0.6, -0.5, 1);
      case FEAR -> new Expression(1.8, -2.2, 0.45, -0.8, 2.8, 2.0, 0);
      case HAPPY -> new Expression(0.4, 0, -0.3, 3.6, 2.2, 3.2, 0);
      case SAD -> new Expression(0.3, -2.8, -0.35, -3.0, 0, -0.8, 0);
      case SURPRISE -> new Expression(3.2, -0.3, 0.6, 0, 5.8, -2.2, 0);
      case NEUTRAL -> new Expression(0, 0, 0, 0, 0, 0, 0);
    };
  }

  /** This expression shown more or less strongly, 1 leaves it, and with a person's own habits. */
  Expression shown(double strength, RandomGenerator random) {
    return new Expression(
        strength * browRaise + 0.6 * random.nextGaussian(),
        strength * browSlant + 0.6 * random.nextGaussian(),
        strength * eyes + 0.1 * random.nextGaussian(),
        strength * smile + 0.6 * random.nextGaussian(),
        Math.max(0, strength * open + 0.4 * random.nextGaussian()),
        strength * width + 0.8 * random.nextGaussian(),
        Math.max(0, strength * wrinkle + 0.1 * random.nextGaussian()));
  }
}
