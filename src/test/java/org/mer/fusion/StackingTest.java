package org.mer.fusion;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.mer.Emotion;
import org.mer.LocalSpark;

@Tag("spark")
@ExtendWith(LocalSpark.class)
class StackingTest {
  private final Stacking stacking = new Stacking(Posts.HALF, Posts.PRIOR);

  @Test
  void itLearnsWhatThePostIsFromBothModalities(SparkSession spark) {
    FusionRule rule = stacking.fit(MadeUpPairs.calibrated(700).rows(spark));
    List<Double> unsure = List.of(0.05, 0.05, 0.05, 0.4, 0.4, 0.025, 0.025);

    Fused good = rule.fuse(Optional.of(List.of(0.02, 0.0, 0.98)), Optional.of(unsure));
    Fused bad = rule.fuse(Optional.of(List.of(0.98, 0.0, 0.02)), Optional.of(unsure));

    assertThat(good.emotions().get(Emotion.HAPPY.ordinal())).isGreaterThan(0.7);
    assertThat(bad.emotions().get(Emotion.SAD.ordinal())).isGreaterThan(0.5);
  }

  @Test
  void anEmotionThatNobodyShowedHasCoefficientsAsWell(SparkSession spark) {
    Dataset<Row> pairs =
        MadeUpPairs.calibrated(140).rows(spark).where("truth_emotion IN ('happy', 'sad')");

    FusionRule rule = stacking.fit(pairs);

    assertThat(rule.coefficients()).hasSize(63).allMatch(Double::isFinite);
    Fused fused =
        rule.fuse(
            Optional.of(List.of(0.5, 0.0, 0.5)),
            Optional.of(List.of(0.0, 0.0, 0.0, 1.0, 0.0, 0.0, 0.0)));
    assertThat(fused.emotions().get(Emotion.HAPPY.ordinal())).isGreaterThan(0.9);
    Fused clueless =
        rule.fuse(
            Optional.of(List.of(0.5, 0.0, 0.5)),
            Optional.of(Posts.normalised(1, 1, 1, 1, 1, 1, 1)));
    assertThat(clueless.emotions()).allMatch(one -> one > 1e-3);
  }
}
