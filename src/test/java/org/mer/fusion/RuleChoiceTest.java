package org.mer.fusion;

import static org.apache.spark.sql.functions.col;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.mer.Emotion;
import org.mer.EmotionPolarity;
import org.mer.LocalSpark;
import org.mer.UsageException;
import org.mer.table.Posteriors;

@Tag("spark")
@ExtendWith(LocalSpark.class)
class RuleChoiceTest {
  private static final int RULE = 1;
  private static final int PARAMETERS = 2;
  private static final int LOG_LOSS = 3;
  private static final int ACCURACY = 6;
  private static final int PAIRS = 9;
  private static final int CHOSEN = 10;

  @Test
  void calibratedModelsAreBestMultipliedWithAWeightNearOne(SparkSession spark) {
    List<Row> tried = rows(choice(RuleChoice.BEST), MadeUpPairs.calibrated(2100).rows(spark));

    assertThat(tried)
        .extracting(row -> row.getString(RULE))
        .containsExactly(
            ProductOfExperts.NAME,
            WeightedMean.NAME,
            ConfidenceWeighted.NAME,
            StackedRegression.NAME);
    assertThat(tried)
        .filteredOn(row -> row.getBoolean(CHOSEN))
        .singleElement()
        .satisfies(
            row -> {
              assertThat(row.getString(RULE)).isEqualTo(ProductOfExperts.NAME);
              assertThat(StoredRule.ofJson(row.getString(PARAMETERS)).textWeight())
                  .isBetween(0.75, 1.25);
            });
    // A ninth of the pairs falls into the same fold by face and by text, for each of three folds.
    assertThat(tried).allSatisfy(row -> assertThat(row.getLong(PAIRS)).isBetween(600L, 800L));
    assertThat(tried).allSatisfy(row -> assertThat(row.getDouble(ACCURACY)).isBetween(0.85, 0.99));
  }

  @Test
  void aModelThatMistakesEmotionsForOneAnotherIsCorrectedByStacking(SparkSession spark) {
    TriedRules tried =
        choice(RuleChoice.BEST).among(MadeUpPairs.mistaken(1400).rows(spark).cache());

    assertThat(tried.best().name()).isEqualTo(StackedRegression.NAME);
    assertThat(tried.trials().get(3).heldOut().emotionAccuracy().getAsDouble())
        .isGreaterThan(tried.trials().get(0).heldOut().emotionAccuracy().getAsDouble() + 0.1);
  }

  @Test
  void orderAndPartitioningOfThePairsChangeNothing(SparkSession spark) {
    Dataset<Row> pairs = MadeUpPairs.mistaken(420).rows(spark).cache();
    Dataset<Row> shuffled = pairs.repartition(5, col("text_id")).sortWithinPartitions("face_id");

    List<Row> one = rows(choice(RuleChoice.BEST), pairs);
    List<Row> other = rows(choice(RuleChoice.BEST), shuffled);

    for (int i = 0; i < one.size(); i++) {
      assertThat(other.get(i).getString(PARAMETERS)).isEqualTo(one.get(i).getString(PARAMETERS));
      assertThat(other.get(i).getDouble(LOG_LOSS))
          .isCloseTo(one.get(i).getDouble(LOG_LOSS), within(1e-12));
      assertThat(other.get(i).getBoolean(CHOSEN)).isEqualTo(one.get(i).getBoolean(CHOSEN));
    }
  }

  @Test
  void fusedScoresDependOnTheirOwnRowAlone(SparkSession spark) {
    Dataset<Row> pairs = MadeUpPairs.calibrated(140).rows(spark);
    for (FusionRule rule : Posts.rules(new Random(2))) {
      FusedScores scores = new FusedScores(rule);

      assertThat(scores.of(pairs.repartition(6, col("face_id"))).collectAsList())
          .containsExactlyInAnyOrderElementsOf(scores.of(pairs).collectAsList());
    }
  }

  @Test
  void whoeverLearnsFacesOrTextsByHeartGainsNothing(SparkSession spark) {
    // Every text meets four faces, and every face four texts.
    Dataset<Row> some = MadeUpPairs.calibrated(105).rows(spark);
    List<Row> rows = some.collectAsList();
    List<Row> crossed = new ArrayList<>();
    for (int i = 0; i < rows.size(); i++) {
      for (int shift = 0; shift < 4; shift++) {
        Row face = rows.get(i);
        Row text = rows.get((i + shift) % rows.size());
        crossed.add(
            RowFactory.create(
                face.getString(0) + "/" + shift,
                text.getAs("text_id"),
                face.getAs("face_id"),
                face.getAs("truth_emotion"),
                face.getAs("truth_polarity"),
                text.getAs("text_posterior"),
                face.getAs("face_posterior")));
      }
    }

    Dataset<Row> pairs = spark.createDataFrame(crossed, some.schema());
    TriedRules tried =
        new RuleChoice(List.of(new ByHeart("text_posterior"), new ByHeart("face_posterior")), 17)
            .among(pairs.cache());

    assertThat(tried.trials())
        .allSatisfy(
            trial -> {
              assertThat(trial.heldOut().pairs()).isPositive();
              assertThat(trial.heldOut().emotionLogLoss().getAsDouble())
                  .isCloseTo(Math.log(7), within(1e-9));
            });
  }

  @Test
  void aRuleThatIsNamedIsTheOnlyOneTried(SparkSession spark) {
    List<Row> tried = rows(choice(WeightedMean.NAME), MadeUpPairs.calibrated(140).rows(spark));

    assertThat(tried)
        .singleElement()
        .satisfies(
            row -> {
              assertThat(row.getString(RULE)).isEqualTo(WeightedMean.NAME);
              assertThat(row.getBoolean(CHOSEN)).isTrue();
            });
  }

  @Test
  void whereTooFewPairsAreLeftToJudgeTheFirstIsTaken(SparkSession spark) {
    Dataset<Row> pairs = MadeUpPairs.calibrated(7).rows(spark).where("face_id = 'face-3'");

    List<Row> tried = rows(choice(RuleChoice.BEST), pairs);

    assertThat(tried).extracting(row -> row.isNullAt(LOG_LOSS)).containsOnly(true);
    assertThat(tried.get(0).getBoolean(CHOSEN)).isTrue();
    assertThatThrownBy(() -> choice(RuleChoice.BEST).among(pairs.limit(0)))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("no polar pair to fit the fusion on");
  }

  @Test
  void refusesRulesThatThereAreNot() {
    assertThatThrownBy(() -> choice("vote"))
        .hasMessage(
            "there is no fusion rule 'vote': use product-of-experts, weighted-mean, confidence-weighted, stacked-regression, or best");
  }

  private static List<Row> rows(RuleChoice choice, Dataset<Row> pairs) {
    return choice.among(pairs.cache()).rows("run");
  }

  private static RuleChoice choice(String name) {
    return RuleChoice.named(
        name, Posts.HALF, Posts.PRIOR, List.of(0.0, 0.25, 0.5, 0.75, 1.0, 1.25, 1.5), 17);
  }

  /** Knows the emotion of every posterior it has seen, and nothing of others. */
  private record ByHeart(String column) implements RuleFit {
    @Override
    public String name() {
      return "by-heart";
    }

    @Override
    public FusionRule fit(Dataset<Row> pairs) {
      Map<Double, String> known = new HashMap<>();
      pairs
          .select(column, "truth_emotion")
          .collectAsList()
          .forEach(row -> known.put(Posteriors.array(row.getStruct(0))[0], row.getString(1)));
      return new Remembered(column.startsWith("text"), known);
    }
  }

  private record Remembered(boolean isOfTexts, Map<Double, String> known) implements FusionRule {
    @Override
    public String name() {
      return "by-heart";
    }

    @Override
    public EmotionPolarity mapping() {
      return Posts.HALF;
    }

    @Override
    public FacePrior prior() {
      return Posts.PRIOR;
    }

    @Override
    public double textWeight() {
      return 1;
    }

    @Override
    public FusionRule withTextWeight(double weight) {
      return this;
    }

    @Override
    public FusionRule withMapping(EmotionPolarity mapping) {
      return this;
    }

    @Override
    public Fused fuse(Optional<List<Double>> text, Optional<List<Double>> face) {
      String emotion = known.get((isOfTexts ? text : face).orElseThrow().get(0));
      double[] emotions = new double[Emotion.COUNT];
      for (Emotion one : Emotion.values()) {
        boolean isRemembered = emotion != null && one.label().equals(emotion);
        emotions[one.ordinal()] = emotion == null ? 1 : isRemembered ? 1 : 1e-3;
      }

      return new Fused(Posts.normalised(emotions), List.of(0.5, 0.0, 0.5));
    }
  }
}
