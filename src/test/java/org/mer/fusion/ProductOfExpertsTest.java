package org.mer.fusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.mer.Emotion;
import org.mer.EmotionPolarity;
import org.mer.Polarity;

class ProductOfExpertsTest {
  private static final Offset<Double> EXACTLY = within(1e-12);
  private static final FacePrior PRIOR =
      FacePrior.of(
          Map.of(
              "angry",
              467L,
              "disgust",
              56L,
              "fear",
              496L,
              "happy",
              895L,
              "sad",
              653L,
              "surprise",
              415L,
              "neutral",
              607L));

  /** What text and face said of a post, and the rule to fuse them by. */
  record Post(ProductOfExperts rule, List<Double> text, List<Double> face) {
    Fused fused() {
      return rule.fuse(Optional.of(text), Optional.of(face));
    }
  }

  static Stream<Post> posts() {
    Random random = new Random(7);
    return Stream.generate(() -> post(random)).limit(200);
  }

  private static Post post(Random random) {
    double positive = random.nextDouble();
    double[] weights = random.doubles(Emotion.COUNT, 1e-3, 1).map(one -> one * one * one).toArray();
    double total = IntStream.range(0, Emotion.COUNT).mapToDouble(i -> weights[i]).sum();
    List<Double> face =
        IntStream.range(0, Emotion.COUNT).mapToObj(i -> weights[i] / total).toList();
    ProductOfExperts rule =
        new ProductOfExperts(
            new EmotionPolarity(random.nextDouble()), PRIOR, 2 * random.nextDouble());
    return new Post(rule, List.of(1 - positive, 0.0, positive), face);
  }

  @ParameterizedTest
  @MethodSource("posts")
  void withoutTextIsExactlyTheFace(Post post) {
    Fused fused = post.rule().fuse(Optional.empty(), Optional.of(post.face()));

    assertThat(fused.emotions()).isEqualTo(post.face());
    assertThat(fused.polarities().get(Polarity.POSITIVE.ordinal()))
        .isCloseTo(
            post.face().get(Emotion.HAPPY.ordinal())
                + post.rule().mapping().positiveSurprise()
                    * post.face().get(Emotion.SURPRISE.ordinal()),
            EXACTLY);
  }

  @ParameterizedTest
  @MethodSource("posts")
  void withoutFaceThePolarOddsAreTheTexts(Post post) {
    Fused fused = post.rule().fuse(Optional.of(post.text()), Optional.empty());

    assertThat(positiveOfPolar(fused)).isCloseTo(post.text().get(2), EXACTLY);
  }

  @ParameterizedTest
  @MethodSource("posts")
  void bothMarginalsSumToOne(Post post) {
    assertThat(sum(post.fused().emotions())).isCloseTo(1, EXACTLY);
    assertThat(sum(post.fused().polarities())).isCloseTo(1, EXACTLY);
  }

  @ParameterizedTest
  @MethodSource("posts")
  void textThatSaysItsPriorChangesNothing(Post post) {
    Fused fused = post.rule().fuse(Optional.of(List.of(0.5, 0.0, 0.5)), Optional.of(post.face()));

    assertClose(fused.emotions(), post.face());
  }

  @ParameterizedTest
  @MethodSource("posts")
  void textOfNoWeightChangesNothing(Post post) {
    Fused fused =
        post.rule().withTextWeight(0).fuse(Optional.of(post.text()), Optional.of(post.face()));

    assertClose(fused.emotions(), post.face());
  }

  @ParameterizedTest
  @MethodSource("posts")
  void faceThatSaysItsPriorGivesBackTheTextAtWeightOne(Post post) {
    ProductOfExperts rule = post.rule().withTextWeight(1);

    Fused fused =
        rule.fuse(Optional.of(post.text()), Optional.of(PRIOR.probabilities(rule.mapping())));

    assertThat(positiveOfPolar(fused)).isCloseTo(post.text().get(2), EXACTLY);
  }

  @ParameterizedTest
  @MethodSource("posts")
  void agreementRaisesConfidenceAndConflictLowersIt(Post post) {
    ProductOfExperts rule = post.rule().withTextWeight(1);
    double face = positiveOfPolar(rule.fuse(Optional.empty(), Optional.of(post.face())));
    double fused = positiveOfPolar(rule.fuse(Optional.of(post.text()), Optional.of(post.face())));

    if (post.text().get(2) > 0.5) {
      assertThat(fused).isGreaterThan(face);
    } else {
      assertThat(fused).isLessThan(face);
    }
  }

  @ParameterizedTest
  @MethodSource("posts")
  void takingTheTextAwayNeverRaisesConfidenceWhereBothAgree(Post post) {
    Fused alone = post.rule().fuse(Optional.empty(), Optional.of(post.face()));
    double face = Posts.positiveShare(alone);
    double text = post.text().get(2);
    int first = alone.emotions().indexOf(Collections.max(alone.emotions()));

    if (Posts.agree(face, text)) {
      assertThat(Posts.confidence(Posts.positiveShare(post.fused())))
          .isGreaterThanOrEqualTo(Posts.confidence(face) - 1e-12);
    }

    Polarity leaning = text > 0.5 ? Polarity.POSITIVE : Polarity.NEGATIVE;
    if (post.rule().mapping().share(Emotion.of(first), leaning) == 1) {
      assertThat(post.fused().emotions().get(first))
          .isGreaterThanOrEqualTo(alone.emotions().get(first) - 1e-12);
    }
  }

  @ParameterizedTest
  @MethodSource("posts")
  void takingTheFaceAwayNeverRaisesConfidenceWhereBothAgreeIfTheTextCountsInFull(Post post) {
    double face = Posts.positiveShare(post.rule().fuse(Optional.empty(), Optional.of(post.face())));
    double text = post.text().get(2);
    double fused = Posts.positiveShare(post.fused());
    boolean promised =
        post.rule().textWeight() >= 1
            || Math.abs(logOdds(face)) >= (1 - post.rule().textWeight()) * Math.abs(logOdds(text));

    assertThat(logOdds(fused))
        .isCloseTo(logOdds(face) + post.rule().textWeight() * logOdds(text), within(1e-9));
    if (Posts.agree(face, text)) {
      assertThat(Posts.confidence(fused) >= Posts.confidence(text) - 1e-12).isEqualTo(promised);
    }
  }

  @Test
  void onAverageConfidenceDoesNotRiseWhenAModalityIsTakenAway() {
    Random random = new Random(23);
    for (int world = 0; world < 100; world++) {
      new World(new EmotionPolarity(random.nextDouble()), random).check();
    }
  }

  /**
   * Five faces and four texts that there are, with their probabilities given emotion and polarity;
   * both models know these.
   */
  private static final class World {
    private final ProductOfExperts rule;
    private final List<Double> prior;
    private final List<List<Double>> faces;
    private final List<List<Double>> texts;

    World(EmotionPolarity mapping, Random random) {
      rule = new ProductOfExperts(mapping, PRIOR, 1);
      prior = PRIOR.probabilities(mapping);
      faces = distributions(Emotion.COUNT, 5, random);
      texts = distributions(2, 4, random);
    }

    void check() {
      double both = 0;
      double face = 0;
      double text = 0;
      double emotion = 0;
      double fusedEmotion = 0;
      for (int x = 0; x < 5; x++) {
        for (int y = 0; y < 4; y++) {
          double probability = probability(x, y);
          Optional<List<Double>> read = Optional.of(text(y));
          Optional<List<Double>> seen = Optional.of(face(x));
          Fused fused = rule.fuse(read, seen);
          Fused shown = rule.fuse(Optional.empty(), seen);
          both += probability * Collections.max(fused.polarities());
          face += probability * Collections.max(shown.polarities());
          text += probability * Collections.max(rule.fuse(read, Optional.empty()).polarities());
          fusedEmotion += probability * Collections.max(fused.emotions());
          emotion += probability * Collections.max(shown.emotions());
          // Bayes by hand: what the rule says is what happens.
          assertThat(fused.emotions().get(Emotion.HAPPY.ordinal()))
              .isCloseTo(joint(Emotion.HAPPY, x, y) / probability, EXACTLY);
        }
      }

      assertThat(both).isGreaterThanOrEqualTo(face - 1e-12).isGreaterThanOrEqualTo(text - 1e-12);
      assertThat(fusedEmotion).isGreaterThanOrEqualTo(emotion - 1e-12);
    }

    private double probability(int x, int y) {
      return Stream.of(Emotion.values()).mapToDouble(emotion -> joint(emotion, x, y)).sum();
    }

    private double joint(Emotion emotion, int x, int y) {
      double negative = rule.mapping().share(emotion, Polarity.NEGATIVE);
      double positive = rule.mapping().share(emotion, Polarity.POSITIVE);
      double neutral = rule.mapping().share(emotion, Polarity.NEUTRAL) / 2;
      return prior.get(emotion.ordinal())
          * faces.get(emotion.ordinal()).get(x)
          * ((negative + neutral) * texts.get(0).get(y)
              + (positive + neutral) * texts.get(1).get(y));
    }

    private List<Double> face(int x) {
      return Posts.normalised(
          IntStream.range(0, Emotion.COUNT)
              .mapToDouble(i -> prior.get(i) * faces.get(i).get(x))
              .toArray());
    }

    private List<Double> text(int y) {
      return Posts.normalised(texts.get(0).get(y), 0, texts.get(1).get(y));
    }

    private static List<List<Double>> distributions(int classes, int signals, Random random) {
      return Stream.generate(() -> Posts.normalised(random.doubles(signals, 1e-3, 1).toArray()))
          .limit(classes)
          .toList();
    }
  }

  private static double logOdds(double positive) {
    return Math.log(positive / (1 - positive));
  }

  @Test
  void thePosteriorIsTheFormulasByHand() {
    // Text says positive with 0.8: ratios 0.4 and 1.6. Surprise is halved: (0.4 + 1.6) / 2 = 1.
    ProductOfExperts rule = new ProductOfExperts(new EmotionPolarity(0.5), PRIOR, 1);
    List<Double> face = List.of(0.1, 0.0, 0.1, 0.3, 0.2, 0.2, 0.1);

    Fused fused = rule.fuse(Optional.of(List.of(0.2, 0.0, 0.8)), Optional.of(face));

    // 0.04 + 0 + 0.04 + 0.48 + 0.08 + 0.2 + 0.1 = 0.94
    assertThat(fused.emotions().get(Emotion.HAPPY.ordinal())).isCloseTo(0.48 / 0.94, EXACTLY);
    assertThat(fused.emotions().get(Emotion.NEUTRAL.ordinal())).isCloseTo(0.1 / 0.94, EXACTLY);
    // Happy 0.48 and surprise 0.2 * 0.5 * 1.6 = 0.16.
    assertThat(fused.polarities().get(2)).isCloseTo(0.64 / 0.94, EXACTLY);
    assertThat(fused.polarities().get(0)).isCloseTo(0.20 / 0.94, EXACTLY);
  }

  @Test
  void certainExpertsThatContradictEachOtherGiveNumbers() {
    ProductOfExperts rule = new ProductOfExperts(new EmotionPolarity(0.5), PRIOR, 10);

    Fused fused =
        rule.fuse(
            Optional.of(List.of(1.0, 0.0, 0.0)),
            Optional.of(List.of(0.0, 0.0, 0.0, 1.0, 0.0, 0.0, 0.0)));

    assertThat(fused.emotions().get(Emotion.HAPPY.ordinal())).isCloseTo(1, EXACTLY);
  }

  @Test
  void thePriorIsBalancedUnderEveryMapping() {
    for (double share = 0; share <= 1; share += 0.25) {
      EmotionPolarity mapping = new EmotionPolarity(share);
      List<Double> prior = PRIOR.probabilities(mapping);
      double[] polarities =
          mapping.polarity(prior.stream().mapToDouble(Double::doubleValue).toArray());

      assertThat(sum(prior)).isCloseTo(1, EXACTLY);
      assertThat(polarities[2]).isCloseTo(polarities[0], EXACTLY);
      // Within the negative: as often as counted (one is added to each).
      assertThat(prior.get(0) / prior.get(4)).isCloseTo(468.0 / 654, EXACTLY);
    }
  }

  @Test
  void refusesPostsWithoutAnythingAndWeightsOutOfRange() {
    ProductOfExperts rule = new ProductOfExperts(new EmotionPolarity(0.5), PRIOR, 1);

    assertThatThrownBy(() -> rule.fuse(Optional.empty(), Optional.empty()))
        .hasMessage("a post must have a text or a face, cannot have neither");
    assertThatThrownBy(() -> rule.withTextWeight(-0.1))
        .hasMessage("the weight of the text must be 0 to 10, cannot be: -0.1");
  }

  private static double positiveOfPolar(Fused fused) {
    double negative = fused.polarities().get(Polarity.NEGATIVE.ordinal());
    double positive = fused.polarities().get(Polarity.POSITIVE.ordinal());
    return positive / (negative + positive);
  }

  private static void assertClose(List<Double> actual, List<Double> expected) {
    for (int i = 0; i < expected.size(); i++) {
      assertThat(actual.get(i)).isCloseTo(expected.get(i), EXACTLY);
    }
  }

  private static double sum(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).sum();
  }
}
