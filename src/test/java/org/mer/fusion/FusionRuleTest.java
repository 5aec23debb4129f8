package org.mer.fusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.BiConsumer;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.mer.Emotion;
import org.mer.EmotionPolarity;
import org.mer.Polarity;
import org.mer.fusion.Posts.Post;

/** What every rule promises. */
class FusionRuleTest {
  private static final Offset<Double> EXACTLY = within(1e-12);

  @Test
  void withoutATextItIsExactlyTheFace() {
    everywhere(
        (rule, post) -> {
          Fused fused = rule.fuse(Optional.empty(), Optional.of(post.face()));

          assertThat(fused.emotions()).isEqualTo(post.face());
          double[] polarities = rule.mapping().polarity(array(post.face()));
          for (int i = 0; i < polarities.length; i++) {
            assertThat(fused.polarities().get(i)).isCloseTo(polarities[i], EXACTLY);
          }
        });
  }

  @Test
  void withoutAFaceThePolarOddsAreTheTextsAndTheEmotionsThePriors() {
    everywhere(
        (rule, post) -> {
          Fused fused = rule.fuse(Optional.of(post.text()), Optional.empty());

          assertThat(fused)
              .isEqualTo(
                  new ProductOfExperts(rule.mapping(), rule.prior(), 1)
                      .fuse(Optional.of(post.text()), Optional.empty()));
          assertThat(Posts.positiveShare(fused))
              .isCloseTo(Posts.positiveShare(post.text()), within(2e-12));
          List<Double> prior = rule.prior().probabilities(rule.mapping());
          assertThat(fused.emotions().get(0) * prior.get(4))
              .isCloseTo(fused.emotions().get(4) * prior.get(0), EXACTLY);
        });
  }

  @Test
  void bothMarginalsAreDistributionsThatFitTogether() {
    everywhere(
        (rule, post) -> {
          Fused fused = both(rule, post);

          assertThat(fused.emotions()).allMatch(one -> one >= 0 && one <= 1);
          assertThat(fused.polarities()).allMatch(one -> one >= 0 && one <= 1);
          assertThat(sum(fused.emotions())).isCloseTo(1, EXACTLY);
          assertThat(sum(fused.polarities())).isCloseTo(1, EXACTLY);
          assertThat(fused.polarities().get(Polarity.NEUTRAL.ordinal()))
              .isCloseTo(fused.emotions().get(Emotion.NEUTRAL.ordinal()), EXACTLY);
          double happy = fused.emotions().get(Emotion.HAPPY.ordinal());
          double surprise = fused.emotions().get(Emotion.SURPRISE.ordinal());
          assertThat(fused.polarities().get(Polarity.POSITIVE.ordinal()))
              .isBetween(happy - 1e-12, happy + surprise + 1e-12);
        });
  }

  @Test
  void aTextOfNoWeightChangesNothing() {
    everywhere(
        (rule, post) -> {
          if (!rule.name().equals(StackedRegression.NAME)) {
            Fused fused = both(rule.withTextWeight(0), post);

            for (int i = 0; i < Emotion.COUNT; i++) {
              assertThat(fused.emotions().get(i)).isCloseTo(post.face().get(i), EXACTLY);
            }
          }
        });
  }

  @Test
  void aRuleThatWasStoredFusesAsItDid() {
    everywhere(
        (rule, post) -> {
          StoredRule stored = StoredRule.of(rule);
          FusionRule read = StoredRule.ofJson(stored.json()).fusionRule();

          assertThat(read.name()).isEqualTo(rule.name());
          assertThat(StoredRule.of(read)).isEqualTo(stored);
          assertThat(both(read, post)).isEqualTo(both(rule, post));
        });
  }

  @Test
  void anotherMappingOrWeightIsAllThatChanges() {
    for (FusionRule rule : Posts.rules(new Random(3))) {
      FusionRule other = rule.withMapping(new EmotionPolarity(0.125)).withTextWeight(0.75);

      assertThat(StoredRule.of(other))
          .isEqualTo(
              new StoredRule(rule.name(), 0.125, Posts.PRIOR.counts(), 0.75, rule.coefficients()));
    }
  }

  @Test
  void refusesPostsWithoutAnythingAndWeightsOutOfRange() {
    for (FusionRule rule : Posts.rules(new Random(3))) {
      assertThatThrownBy(() -> rule.fuse(Optional.empty(), Optional.empty()))
          .hasMessage("a post must have a text or a face, cannot have neither");
      assertThatThrownBy(() -> rule.withTextWeight(10.5))
          .hasMessage("the weight of the text must be 0 to 10, cannot be: 10.5");
    }
  }

  @Test
  void refusesTextsThatHoldNoRule() {
    assertThatThrownBy(() -> StoredRule.ofJson("{}x")).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(
            () -> new StoredRule("vote", 0.5, Posts.PRIOR.counts(), 1, List.of()).fusionRule())
        .hasMessage("there is no fusion rule 'vote'");
    assertThatThrownBy(
            () ->
                new StoredRule(StackedRegression.NAME, 0.5, Posts.PRIOR.counts(), 1, List.of(1.0))
                    .fusionRule())
        .hasMessage("a stacked regression has 63 coefficients, cannot have 1");
  }

  private static void everywhere(BiConsumer<FusionRule, Post> check) {
    Random random = new Random(5);
    Posts.any().forEach(post -> Posts.rules(random).forEach(rule -> check.accept(rule, post)));
  }

  private static Fused both(FusionRule rule, Post post) {
    return rule.fuse(Optional.of(post.text()), Optional.of(post.face()));
  }

  private static double[] array(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).toArray();
  }

  private static double sum(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).sum();
  }
}
