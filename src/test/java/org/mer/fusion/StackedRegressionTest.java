package org.mer.fusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.mer.Emotion;
import org.mer.EmotionPolarity;
import org.mer.Polarity;
import org.mer.fusion.Posts.Post;

class StackedRegressionTest {
  private static final EmotionPolarity MAPPING = new EmotionPolarity(0.25);

  @Test
  void withTheFormulasCoefficientsItIsTheProduct() {
    List<Double> coefficients = new ArrayList<>(Collections.nCopies(63, 0.0));
    for (Emotion emotion : Emotion.values()) {
      int first = emotion.ordinal() * 9;
      coefficients.set(first + emotion.ordinal(), 1.0);
      coefficients.set(
          first + 7,
          (MAPPING.share(emotion, Polarity.POSITIVE) - MAPPING.share(emotion, Polarity.NEGATIVE))
              / 2);
    }

    StackedRegression stacked = new StackedRegression(MAPPING, Posts.PRIOR, 0.7, coefficients);
    ProductOfExperts product = new ProductOfExperts(MAPPING, Posts.PRIOR, 0.7);
    Post post =
        new Post(List.of(0.2, 0.0, 0.8), Posts.normalised(0.3, 0.1, 0.2, 0.4, 0.1, 1e-9, 1e-9));

    Fused one = stacked.both(post.text(), post.face());
    Fused other = product.fuse(Optional.of(post.text()), Optional.of(post.face()));

    for (int i = 0; i < Emotion.COUNT; i++) {
      assertThat(one.emotions().get(i)).isCloseTo(other.emotions().get(i), within(1e-5));
    }
  }

  @Test
  void surpriseIsDividedInTheLightOfTheText() {
    List<Double> coefficients = new ArrayList<>(Collections.nCopies(63, 0.0));
    coefficients.set(Emotion.SURPRISE.ordinal() * 9 + 8, 50.0);
    StackedRegression rule = new StackedRegression(MAPPING, Posts.PRIOR, 1, coefficients);

    Fused fused = rule.both(List.of(0.1, 0.0, 0.9), Collections.nCopies(7, 1.0 / 7));

    // A quarter of surprise is positive: 0.25 * 0.9 against 0.75 * 0.1.
    assertThat(fused.polarities().get(2)).isCloseTo(0.75, within(1e-9));
  }

  @Test
  void itKnowsTheLogarithmsOfTheFaceAndTheOddsOfTheText() {
    double[] features =
        StackedRegression.features(
            List.of(1.0, 0.0, 0.0), List.of(0.5, 0.5, 0.0, 0.0, 0.0, 0.0, 0.0));

    assertThat(features[0]).isEqualTo(Math.log(0.5));
    assertThat(features[6]).isEqualTo(Math.log(1e-6));
    assertThat(features[7]).isEqualTo(Math.log(1e-6));
    assertThat(features).hasSize(8);
  }
}
