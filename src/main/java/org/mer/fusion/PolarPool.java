package org.mer.fusion;

import java.util.List;
import java.util.function.ToDoubleFunction;
import org.mer.Emotion;
import org.mer.EmotionPolarity;
import org.mer.Polarity;

/**
 * The mean of two opinions that are brought to the same question first. The face's opinion is
 *
 * <pre>f(e, q) = p(e | face) share(e, q)</pre>
 *
 * A text speaks of negative against positive only. How much is neutral, and which emotion it is
 * within a polarity, it takes over from the face:
 *
 * <pre>t(e, q) = (f(negative) + f(positive)) p(q | text) f(e | q),   t(e, neutral) = f(e, neutral)
 * </pre>
 *
 * Where the face rules a polarity out, the emotions within it are those of the prior.
 *
 * @param mapping from emotions to polarity
 * @param prior emotions within a polarity of which the face says nothing
 */
record PolarPool(EmotionPolarity mapping, FacePrior prior) {
  /**
   * The mean {@code (1 - share) f + share t}.
   *
   * @param face seven probabilities
   * @param textShare of the text's opinion in the mean, 0 to 1
   */
  Fused mean(PolarText text, List<Double> face, double textShare) {
    double polar = polarMass(face);
    Joint mean =
        (emotion, polarity) -> {
          double seen = mass(face, emotion, polarity);
          double read =
              polarity == Polarity.NEUTRAL
                  ? seen
                  : polar * text.share(polarity) * within(face, emotion, polarity);
          return (1 - textShare) * seen + textShare * read;
        };
    return mean.marginals();
  }

  /** What a face gives to positive, of all that it gives to negative and positive; else 1/2. */
  double positiveShare(List<Double> face) {
    double polar = polarMass(face);
    return polar > 0 ? mass(face, Polarity.POSITIVE) / polar : 0.5;
  }

  private double within(List<Double> face, Emotion emotion, Polarity polarity) {
    double whole = mass(face, polarity);
    if (whole > 0) {
      return mass(face, emotion, polarity) / whole;
    }

    List<Double> unseen = prior.probabilities(mapping);
    return mass(unseen, emotion, polarity) / mass(unseen, polarity);
  }

  private double polarMass(List<Double> face) {
    return mass(face, Polarity.NEGATIVE) + mass(face, Polarity.POSITIVE);
  }

  private double mass(List<Double> face, Polarity polarity) {
    return sum(emotion -> mass(face, emotion, polarity));
  }

  private double mass(List<Double> face, Emotion emotion, Polarity polarity) {
    return face.get(emotion.ordinal()) * mapping.share(emotion, polarity);
  }

  private static double sum(ToDoubleFunction<Emotion> mass) {
    double sum = 0;
    for (Emotion emotion : Emotion.values()) {
      sum += mass.applyAsDouble(emotion);
    }

    return sum;
  }
}
