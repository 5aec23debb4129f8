package org.mer.fusion;

import java.util.Collections;
import java.util.List;
import org.mer.Emotion;
import org.mer.Polarity;

/**
 * What text and face say together.
 *
 * @param emotions seven probabilities in the order of {@link org.mer.Emotion}, summing to 1
 * @param polarities three probabilities in the order of {@link org.mer.Polarity}, summing to 1
 */
public record Fused(List<Double> emotions, List<Double> polarities) {
  /** Keeps copies. */
  public Fused {
    emotions = List.copyOf(emotions);
    polarities = List.copyOf(polarities);
  }

  /** The likeliest emotion; the first of equals. */
  public Emotion emotion() {
    return Emotion.values()[emotions.indexOf(confidence())];
  }

  /** Its probability. */
  public double confidence() {
    return Collections.max(emotions);
  }

  /** The likeliest polarity; the first of equals. */
  public Polarity polarity() {
    return Polarity.values()[polarities.indexOf(Collections.max(polarities))];
  }
}
