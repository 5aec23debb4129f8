package org.mer.fusion;

import java.util.List;

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
}
