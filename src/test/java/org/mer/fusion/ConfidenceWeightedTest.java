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
import org.mer.fusion.Posts.Post;

class ConfidenceWeightedTest {
  private static final Offset<Double> NEARLY = within(1e-9);

  private final ConfidenceWeighted rule = new ConfidenceWeighted(Posts.HALF, Posts.PRIOR, 0.5);

  static Stream<Post> posts() {
    return Posts.any();
  }

  @Test
  void thePosteriorIsTheFormulasByHand() {
    // H(1/4) = 2 - 3/4 log2(3) = 0.811 bits, H(1/8) = 3 - 7/8 log2(7) = 0.544 bits.
    double ofText = 0.5 * (0.75 * Math.log(3) / Math.log(2) - 1);
    double ofFace = 0.875 * Math.log(7) / Math.log(2) - 2;
    double share = ofText / (ofText + ofFace);
    List<Double> face = List.of(0.1, 0.0, 0.0, 0.7, 0.0, 0.0, 0.2);

    Fused fused = rule.fuse(Optional.of(List.of(0.75, 0.0, 0.25)), Optional.of(face));

    double positive = (1 - share) * 0.875 + share * 0.25;
    assertThat(share).isCloseTo(0.171, within(1e-3));
    assertThat(fused.polarities().get(2)).isCloseTo(0.8 * positive, NEARLY);
    assertThat(fused.emotions().get(Emotion.HAPPY.ordinal())).isCloseTo(0.8 * positive, NEARLY);
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
  void aTextThatSaysItsPriorGivesBackTheFace(Post post) {
    Fused fused = rule.fuse(Optional.of(List.of(0.5, 0.0, 0.5)), Optional.of(post.face()));

    for (int i = 0; i < Emotion.COUNT; i++) {
      assertThat(fused.emotions().get(i)).isCloseTo(post.face().get(i), NEARLY);
    }
  }

  @ParameterizedTest
  @MethodSource("posts")
  void aFaceThatSaysItsPriorGivesBackTheText(Post post) {
    Optional<List<Double>> prior = Optional.of(Posts.PRIOR.probabilities(rule.mapping()));

    Fused fused = rule.fuse(Optional.of(post.text()), prior);

    assertThat(Posts.positiveShare(fused)).isCloseTo(Posts.positiveShare(post.text()), NEARLY);
  }

  @Test
  void theSurerOfTwoThatDisagreeWins() {
    WeightedMean plain = new WeightedMean(Posts.HALF, Posts.PRIOR, 1);
    Optional<List<Double>> text = Optional.of(List.of(0.95, 0.0, 0.05));
    Optional<List<Double>> face = Optional.of(List.of(0.2, 0.1, 0.1, 0.6, 0.0, 0.0, 0.0));

    double fused = Posts.positiveShare(rule.withTextWeight(1).fuse(text, face));

    assertThat(fused).isLessThan(0.1).isLessThan(Posts.positiveShare(plain.fuse(text, face)));
  }
}
