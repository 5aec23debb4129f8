package org.mer.text;

import static org.apache.spark.sql.functions.lit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import java.util.function.DoubleSupplier;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.mer.LocalSpark;

@Tag("spark")
@ExtendWith(LocalSpark.class)
class NeutralRuleTest {
  /** Distances of an exponential law with rates 2 and 0.5: the log-odds are a straight line. */
  @Test
  void findsTheLineThatTheDistancesHave(SparkSession spark) {
    Random random = new Random(5);
    Dataset<Row> neutral = logOdds(spark, 20_000, () -> exponential(random, 2));
    Dataset<Row> polar = logOdds(spark, 40_000, () -> exponential(random, 0.5));

    NeutralRule rule = NeutralRule.fit(neutral, polar, 0.25);

    assertThat(rule.slope()).isCloseTo(1.5, within(0.1));
    assertThat(rule.intercept()).isCloseTo(Math.log(0.25 * 2 / (0.75 * 0.5)), within(0.1));
  }

  @Test
  void whatTellsNothingHasTheStatedShareEverywhere(SparkSession spark) {
    Random random = new Random(5);
    Dataset<Row> closer = logOdds(spark, 2000, () -> exponential(random, 1));
    Dataset<Row> further = logOdds(spark, 2000, () -> 3 + exponential(random, 1));

    NeutralRule rule = NeutralRule.fit(further, closer, 0.2);

    assertThat(rule.slope()).isZero();
    assertThat(rule.intercept()).isCloseTo(Math.log(0.2 / 0.8), within(1e-3));
  }

  @Test
  void theOddsOfPositiveToNegativeStayAsTheyAre(SparkSession spark) {
    Row row =
        spark
            .range(1)
            .select(new NeutralRule(1, 0.5).posterior(List.of(lit(0.1), lit(0.9))))
            .first();

    List<Double> posterior = row.getList(0);
    double neutral = 1 / (1 + Math.exp(0.5 * Math.log(9) - 1));
    assertThat(posterior.get(1)).isCloseTo(neutral, within(1e-12));
    assertThat(posterior.get(2) / posterior.get(0)).isCloseTo(9, within(1e-9));
    assertThat(posterior.stream().mapToDouble(Double::doubleValue).sum())
        .isCloseTo(1, within(1e-12));
  }

  @Test
  void theSampleHasNoTextTwice() {
    NeutralSample sample = NeutralSample.shipped();

    assertThat(sample.texts()).hasSizeGreaterThanOrEqualTo(100).doesNotContain("");
    assertThat(sample.cleaned(text -> "same").texts()).containsExactly("same");
  }

  @Test
  void refusesASlopeBelowZero() {
    assertThatThrownBy(() -> new NeutralRule(0, -1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("the slope of neutral must be at least 0, cannot be: -1");
  }

  private static double exponential(Random random, double rate) {
    double distance = -Math.log(1 - random.nextDouble()) / rate;
    return random.nextBoolean() ? distance : -distance;
  }

  private static Dataset<Row> logOdds(SparkSession spark, int count, DoubleSupplier source) {
    List<Double> values = Stream.generate(source::getAsDouble).limit(count).toList();
    return spark.createDataset(values, Encoders.DOUBLE()).toDF(NeutralRule.LOG_ODDS);
  }
}
