package org.mer.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.mer.EmotionPolarity;
import org.mer.LocalSpark;
import org.mer.fusion.FacePrior;
import org.mer.fusion.FittedFusion;
import org.mer.fusion.RepeatedPairs;
import org.mer.fusion.StoredRule;
import org.mer.table.Lake;
import org.mer.table.MadeUpRows;
import org.mer.table.Table;

/** Four faces, and tweets that say nothing, so that each pair is as sure as its face. */
@Tag("spark")
@ExtendWith(LocalSpark.class)
class RepeatedErrorsTest {
  private static final String RUN = "fuse-20200101T000000-a";
  private static final int TWEETS = 60;

  @Test
  void eachFaceCountsWithTenTweetsADraw(Lake lake) {
    MadeUpRows rows = new MadeUpRows(lake);
    rows.add(Table.TEXT_PREDICTIONS, IntStream.range(0, TWEETS).mapToObj(this::tweet).toList());
    rows.add(
        Table.FACE_PREDICTIONS,
        List.of(
            face("f1", "happy", posterior(0.9, 0.1, 0)),
            face("f2", "sad", posterior(0.9, 0.1, 0)),
            face("f3", "sad", posterior(0.4, 0.6, 0)),
            face("f4", "neutral", posterior(0.3, 0, 0.7))));
    rows.add(Table.PAIRS, List.of(pair(1), pair(1), pair(2)));
    rows.add(
        Table.FUSION_RULES, List.of(Map.of("run_id", RUN, "chosen", true, "parameters", rule())));

    List<Measurement> measured =
        RepeatedErrors.of(new RepeatedPairs(lake, RUN).scores(7).orElseThrow());

    assertThat(measured)
        .extracting(one -> one.group().slice() + " " + one.group().pairingSeed().getAsInt())
        .containsExactlyInAnyOrder("all 1", "all 2", "polar 1", "polar 2");
    assertThat(measured)
        .allSatisfy(
            one -> {
              assertThat(one.metric()).isEqualTo("ece_repeated");
              assertThat(one.interval()).isEmpty();
            });
    // Emotion: one of two is right at 0.9; those of 0.6 and 0.7 are right.
    assertThat(measured)
        .filteredOn(one -> one.group().slice().equals("all"))
        .allSatisfy(
            one -> {
              assertThat(one.n()).isEqualTo(40);
              assertThat(one.value()).isCloseTo((0.8 + 0.4 + 0.3) / 4, within(1e-6));
            });
    // Polarity: of the three that have one.
    assertThat(measured)
        .filteredOn(one -> one.group().slice().equals("polar"))
        .allSatisfy(
            one -> {
              assertThat(one.n()).isEqualTo(30);
              assertThat(one.value()).isCloseTo((0.8 + 0.4) / 3, within(1e-6));
            });
  }

  @Test
  void aRunThatFusedNothingHasNone(Lake lake) {
    assertThat(new RepeatedPairs(lake, RUN).scores(7)).isEmpty();
  }

  private Map<String, Object> tweet(int number) {
    return Map.of(
        "run_id",
        RUN,
        "id",
        "t" + number,
        "subject",
        "text",
        "part",
        "test",
        "truth",
        number % 2 == 0 ? "positive" : "negative",
        "posterior",
        RowFactory.create(0.5, 0.0, 0.5));
  }

  private static Map<String, Object> face(String id, String truth, Row posterior) {
    return Map.of(
        "run_id", RUN,
        "id", id,
        "subject", "face",
        "part", "PrivateTest",
        "truth", truth,
        "posterior", posterior);
  }

  private static Row posterior(double happy, double sad, double neutral) {
    return RowFactory.create(0.0, 0.0, 0.0, happy, sad, 0.0, neutral);
  }

  private static Map<String, Object> pair(int draw) {
    return Map.of("run_id", RUN, "pairing_seed", draw);
  }

  private static String rule() {
    return StoredRule.of(
            FittedFusion.unfitted(new EmotionPolarity(0.5), FacePrior.of(Map.of()), 1).rule())
        .json();
  }
}
