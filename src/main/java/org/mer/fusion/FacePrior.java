package org.mer.fusion;

import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.mer.Emotion;
import org.mer.EmotionPolarity;
import org.mer.Polarity;

/**
 * What is believed of a face that nobody has seen: emotions within a polarity, neutral and surprise
 * as often as they were counted, but negative and positive equally likely (each with its share of
 * surprise). The text model learned from as many negative as positive tweets, so with this prior a
 * text without a face keeps its own odds.
 *
 * @param counts faces counted, by emotion in the order of {@link Emotion}; one is added to each
 */
public record FacePrior(List<Long> counts) implements Serializable {
  /** Checks the counts. */
  public FacePrior {
    if (counts.size() != Emotion.COUNT || counts.stream().anyMatch(count -> count < 0)) {
      throw new IllegalArgumentException(
          "a face prior needs %d counts of at least 0, cannot be: %s"
              .formatted(Emotion.COUNT, counts));
    }

    counts = List.copyOf(counts);
  }

  /** The prior of faces counted by their label. */
  public static FacePrior of(Map<String, Long> counts) {
    return new FacePrior(
        Arrays.stream(Emotion.values())
            .map(emotion -> counts.getOrDefault(emotion.label(), 0L))
            .toList());
  }

  /**
   * The probabilities under a mapping.
   *
   * @return seven probabilities in the order of {@link Emotion}, summing to 1
   */
  public List<Double> probabilities(EmotionPolarity mapping) {
    double negative = mass(mapping, Polarity.NEGATIVE);
    double positive = mass(mapping, Polarity.POSITIVE);
    double polar = negative + positive;
    // Surprise leans to one side by the mapping; what it takes there, the other emotions give up.
    double surprise = Math.min(count(Emotion.SURPRISE), polar);
    double lean = surprise * (2 * mapping.positiveSurprise() - 1);
    double total = polar + surprise + count(Emotion.NEUTRAL);
    return Arrays.stream(Emotion.values())
        .map(
            emotion ->
                switch (emotion) {
                  case SURPRISE -> surprise / total;
                  case NEUTRAL -> count(emotion) / total;
                  case HAPPY -> count(emotion) / positive * (polar - lean) / 2 / total;
                  case ANGRY, DISGUST, FEAR, SAD ->
                      count(emotion) / negative * (polar + lean) / 2 / total;
                })
        .toList();
  }

  private double mass(EmotionPolarity mapping, Polarity polarity) {
    return Arrays.stream(Emotion.values())
        .filter(emotion -> emotion != Emotion.SURPRISE)
        .mapToDouble(emotion -> count(emotion) * mapping.share(emotion, polarity))
        .sum();
  }

  private double count(Emotion emotion) {
    return counts.get(emotion.ordinal()) + 1.0;
  }
}
