package org.mer.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.mer.LocalSpark;

@Tag("spark")
@ExtendWith(LocalSpark.class)
class DriftTest {
  private static final Drift DRIFT = new Drift(0.2, 0.1);

  @Test
  void numbersThatMovedByHalfTheirRangeAreHalfApart(SparkSession spark) {
    Map<String, DriftFigure> figures =
        figures(
            spark.sql("SELECT id AS n FROM range(1000)"),
            spark.sql("SELECT id + 500 AS n FROM range(1000)"),
            Feature.numbers("n"));

    assertThat(figures.get("ks").value()).isCloseTo(0.5, within(0.001));
    assertThat(figures.get("ks").isDrifted()).isTrue();
    // Five deciles of the reference are empty, the last one has six tenths of the new rows.
    assertThat(figures.get("psi").value()).isGreaterThan(1);
    assertThat(figures.get("psi").referenceRows()).isEqualTo(1000);
  }

  @Test
  void fewDistinctNumbersAreComparedExactly(SparkSession spark) {
    Map<String, DriftFigure> figures =
        figures(
            spark.sql("SELECT id % 2 AS n FROM range(100000)"),
            spark.sql("SELECT IF(id % 10 = 0, 0, 1) AS n FROM range(100000)"),
            Feature.numbers("n"));

    assertThat(figures.get("ks").value()).isCloseTo(0.4, within(1e-12));
    assertThat(figures.get("psi").value()).isCloseTo(0.8789, within(1e-3));
  }

  @Test
  void aConstantIsAsItWas(SparkSession spark) {
    Dataset<Row> constant = spark.sql("SELECT 7 AS n FROM range(50)");

    assertThat(figures(constant, constant, Feature.numbers("n")).values())
        .hasSize(2)
        .allSatisfy(figure -> assertThat(figure.value()).isZero());
  }

  @Test
  void whatWasConstantIsSeenToMoveEitherWay(SparkSession spark) {
    Dataset<Row> constant = spark.sql("SELECT 0 AS n FROM range(1000)");

    for (String moved : List.of("0.5", "-0.5")) {
      assertThat(
              figures(
                      constant,
                      spark.sql("SELECT IF(id % 2 = 0, 0, " + moved + ") AS n FROM range(1000)"),
                      Feature.numbers("n"))
                  .values())
          .hasSize(2)
          .allMatch(DriftFigure::isDrifted);
    }
  }

  @Test
  void classesAreComparedByTheirShares(SparkSession spark) {
    Map<String, DriftFigure> figures =
        figures(
            spark.sql("SELECT id % 2 = 0 AS c FROM range(100000)"),
            spark.sql("SELECT id % 10 = 0 AS c FROM range(100000)"),
            Feature.classes("c"));

    assertThat(figures).containsOnlyKeys("psi");
    assertThat(figures.get("psi").value()).isCloseTo(0.8789, within(1e-3));
  }

  @Test
  void theSameDistributionIsNoDrift(SparkSession spark) {
    assertThat(
            figures(
                    spark.sql("SELECT randn(1) AS n FROM range(20000)"),
                    spark.sql("SELECT randn(2) AS n FROM range(3000)"),
                    Feature.numbers("n"))
                .values())
        .hasSize(2)
        .allSatisfy(figure -> assertThat(figure.value()).isPositive())
        .noneMatch(DriftFigure::isDrifted)
        .extracting(DriftFigure::threshold)
        .containsExactlyInAnyOrder(0.2, 0.1);
  }

  @Test
  void smallSamplesMayDifferMore(SparkSession spark) {
    Map<String, DriftFigure> figures =
        figures(
            spark.sql("SELECT id AS n FROM range(10)"),
            spark.sql("SELECT id + 3 AS n FROM range(10)"),
            Feature.numbers("n"));

    assertThat(figures.get("ks").value()).isCloseTo(0.3, within(0.01));
    assertThat(figures.values()).noneMatch(DriftFigure::isDrifted);
  }

  @Test
  void rowsWithoutAValueDoNotCount(SparkSession spark) {
    Dataset<Row> some =
        spark.sql("SELECT IF(id < 30, id, null) AS n, CAST('NaN' AS double) AS m FROM range(100)");

    assertThat(figures(some, some, Feature.numbers("n")).get("ks").currentRows()).isEqualTo(30);
    assertThat(figures(some, some, Feature.numbers("m"))).isEmpty();
    assertThat(figures(some, some.limit(0), Feature.numbers("n"))).isEmpty();
  }

  @Test
  void thresholdsHaveBounds() {
    assertThatThrownBy(() -> new Drift(0, 0.1))
        .hasMessage("psi must be above 0, ks above 0 and below 1, cannot be: 0.0 and 0.1");
    assertThatThrownBy(() -> new Drift(0.1, 1)).isInstanceOf(IllegalArgumentException.class);
  }

  private static Map<String, DriftFigure> figures(
      Dataset<Row> reference, Dataset<Row> current, Feature feature) {
    return DRIFT.of(reference, current, List.of(feature)).stream()
        .collect(Collectors.toMap(DriftFigure::statistic, Function.identity()));
  }
}
