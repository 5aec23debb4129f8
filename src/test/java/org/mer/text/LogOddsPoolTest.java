package org.mer.text;

import static org.apache.spark.sql.functions.col;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.mer.LocalSpark;
import org.mer.table.Posteriors;

@Tag("spark")
@ExtendWith(LocalSpark.class)
class LogOddsPoolTest {
  private static final StructType SCORED =
      new StructType()
          .add("label", DataTypes.DoubleType)
          .add(LogOddsPool.column("good"), DataTypes.DoubleType)
          .add(LogOddsPool.column("weak"), DataTypes.DoubleType)
          .add(LogOddsPool.column("wrong"), DataTypes.DoubleType);

  /** Labels are drawn with the log-odds 1.5 good + 0.5 weak; wrong says the opposite. */
  @Test
  void findsTheWeightsThatLabelsWereDrawnWith(SparkSession spark) {
    Random random = new Random(3);
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < 20_000; i++) {
      double good = 2 * random.nextGaussian();
      double weak = 2 * random.nextGaussian();
      double logOdds = 1.5 * good + 0.5 * weak;
      boolean isPositive = random.nextDouble() < 1 / (1 + Math.exp(-logOdds));
      rows.add(
          RowFactory.create(
              isPositive ? 1.0 : 0.0, good, weak, random.nextGaussian() - 0.1 * logOdds));
    }

    LogOddsPool pool =
        LogOddsPool.fit(spark.createDataFrame(rows, SCORED), List.of("good", "weak", "wrong"));

    assertThat(pool.weights()).containsOnlyKeys("good", "weak", "wrong");
    assertThat(pool.weights().get("good")).isCloseTo(1.5, within(0.1));
    assertThat(pool.weights().get("weak")).isCloseTo(0.5, within(0.05));
    assertThat(pool.weights().get("wrong")).isZero();
    assertThat(pool.intercept()).isCloseTo(0, within(0.05));
  }

  @Test
  void probabilitiesAreThoseOfTheWeightedSum(SparkSession spark) {
    Map<String, Double> weights = new LinkedHashMap<>();
    weights.put("good", 1.5);
    weights.put("weak", 0.25);
    Row row =
        spark
            .createDataFrame(List.of(RowFactory.create(1.0, 2.0, -4.0, 9.0)), SCORED)
            .select(new LogOddsPool(weights, -1).probabilities())
            .first();

    double positive = 1 / (1 + Math.exp(-(1.5 * 2 - 0.25 * 4 - 1)));
    assertThat(row.<Double>getList(0)).hasSize(2);
    assertThat(row.<Double>getList(0).get(0)).isCloseTo(1 - positive, within(1e-12));
    assertThat(row.<Double>getList(0).get(1)).isCloseTo(positive, within(1e-12));
  }

  @Test
  void certaintyStaysFinite(SparkSession spark) {
    Dataset<Row> posteriors =
        spark.createDataFrame(
            List.of(
                RowFactory.create(RowFactory.create(0.0, 0.0, 1.0)),
                RowFactory.create(RowFactory.create(0.2, 0.2, 0.6))),
            new StructType().add("posterior", Posteriors.POLARITIES));

    List<Row> logOdds =
        posteriors
            .select(LogOddsPool.logOdds(col("posterior.negative"), col("posterior.positive")))
            .collectAsList();

    assertThat(logOdds.get(0).getDouble(0)).isCloseTo(Math.log(1e9), within(1e-6));
    assertThat(logOdds.get(1).getDouble(0)).isCloseTo(Math.log(3), within(1e-12));
  }

  @Test
  void refusesAWeightBelowZero() {
    assertThatThrownBy(() -> new LogOddsPool(Map.of("lstm", -0.1), 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("the weight of lstm must be at least 0, cannot be: -0.1");
  }
}
