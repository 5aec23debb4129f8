package org.mer.fusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.mer.Emotion;
import org.mer.Polarity;
import org.mer.fusion.Posts.Post;

class WeightedMeanTest {
  private static final Offset<Double> EXACTLY = within(1e-12);

  private final WeightedMean rule = new WeightedMean(Posts.HALF, Posts.PRIOR, 1.5);

  static Stream<Post> posts() {
    return Posts.any();
  }

  @Test
  void thePosteriorIsTheFormulasByHand() {
    // Negative 0.4 + 0.1, neutral 0.1, positive 0.3 + 0.1; a = 0.6, the text's share of 0.9 polar.
    List<Double> face = List.of(0.1, 0.0, 0.1, 0.3, 0.2, 0.2, 0.1);

    Fused fused = rule.fuse(Optional.of(List.of(0.2, 0.0, 0.8)), Optional.of(face));

    double negative = 0.4 * 0.5 + 0.6 * 0.9 * 0.2;
    double positive = 0.4 * 0.4 + 0.6 * 0.9 * 0.8;
    assertThat(fused.polarities().get(0)).isCloseTo(negative, EXACTLY);
    assertThat(fused.polarities().get(1)).isCloseTo(0.1, EXACTLY);
    assertThat(fused.polarities().get(2)).isCloseTo(positive, EXACTLY);
    assertThat(fused.emotions().get(Emotion.HAPPY.ordinal()))
        .isCloseTo(positive * 0.3 / 0.4, EXACTLY);
    assertThat(fused.emotions().get(Emotion.SURPRISE.ordinal()))
        .isCloseTo(positive * 0.1 / 0.4 + negative * 0.1 / 0.5, EXACTLY);
    assertThat(fused.emotions().get(Emotion.SAD.ordinal()))
        .isCloseTo(negative * 0.2 / 0.5, EXACTLY);
  }

  @ParameterizedTest
  @MethodSource("posts")
  void itIsNoSurerThanTheSurerAndWhereBothAgreeNoLessThanTheOther(Post post) {
    double face = Posts.positiveShare(rule.fuse(Optional.empty(), Optional.of(post.face())));
    double text = Posts.positiveShare(post.text());
    if (Double.isNaN(face)) {
      return; // all neutral
    }

    double fused =
        Posts.positiveShare(rule.fuse(Optional.of(post.text()), Optional.of(post.face())));

    double surer = Math.max(Posts.confidence(face), Posts.confidence(text));
    assertThat(Posts.confidence(fused)).isLessThanOrEqualTo(surer + 1e-12);
    if (Posts.agree(face, text)) {
      double other = Math.min(Posts.confidence(face), Posts.confidence(text));
      assertThat(Posts.confidence(fused)).isGreaterThanOrEqualTo(other - 1e-12);
    }
  }

  @ParameterizedTest
  @MethodSource("posts")
  void howMuchIsNeutralIsLeftToTheFace(Post post) {
    Fused fused = rule.fuse(Optional.of(post.text()), Optional.of(post.face()));

    assertThat(fused.polarities().get(Polarity.NEUTRAL.ordinal()))
        .isCloseTo(post.face().get(Emotion.NEUTRAL.ordinal()), EXACTLY);
  }

  @Test
  void emotionsThatTheFaceRulesOutAreThoseOfThePrior() {
    Fused fused =
        rule.fuse(
            Optional.of(List.of(1.0, 0.0, 0.0)),
            Optional.of(List.of(0.0, 0.0, 0.0, 1.0, 0.0, 0.0, 0.0)));

    assertThat(fused.emotions().get(Emotion.HAPPY.ordinal())).isCloseTo(0.4, EXACTLY);
    assertThat(fused.emotions().get(0) / fused.emotions().get(4))
        .isCloseTo(468.0 / 654, within(1e-9));
  }
}
