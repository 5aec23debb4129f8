package org.mer.fusion;

import java.util.ArrayList;
import java.util.List;
import org.mer.Emotion;
import org.mer.Polarity;

/** A joint distribution over emotions and polarities, up to a factor. */
@FunctionalInterface
interface Joint {
  /** The mass of an emotion with a polarity, at least 0; not all of them are 0. */
  double mass(Emotion emotion, Polarity polarity);

  /** Its two marginals, brought to sum 1. */
  default Fused marginals() {
    double[] emotions = new double[Emotion.COUNT];
    double[] polarities = new double[Polarity.COUNT];
    double total = 0;
    for (Emotion emotion : Emotion.values()) {
      for (Polarity polarity : Polarity.values()) {
        double mass = mass(emotion, polarity);
        emotions[emotion.ordinal()] += mass;
        polarities[polarity.ordinal()] += mass;
        total += mass;
      }
    }

    return new Fused(normalised(emotions, total), normalised(polarities, total));
  }

  private static List<Double> normalised(double[] masses, double total) {
    List<Double> probabilities = new ArrayList<>(masses.length);
    for (double mass : masses) {
      probabilities.add(mass / total);
    }

    return probabilities;
  }
}
