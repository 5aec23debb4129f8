package org.mer.text;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.struct;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.mer.LocalSpark;
import org.mer.model.Scorer;

/** Judges cases whose texts say how positive they are taken for. */
@Tag("spark")
@ExtendWith(LocalSpark.class)
class BehaviourJudgingTest {
  private static final String HEADER = "capability\tkind\tpolarity\tleast_change\ttext\tother_text";

  @Test
  void eachKindIsJudgedByItsOwnRule(SparkSession spark) {
    List<String> right =
        List.of(
            "minimum-functionality\tpositive\t\t0.75",
            "minimum-functionality\tnegative\t\t0.25",
            "minimum-functionality\tnegative\t\t0.5",
            "invariance\tpositive\t\t0.625\t0.875",
            "invariance\tpositive\t\t0.25\t0.125",
            "direction\tpositive\t0.25\t0.25\t0.5",
            "direction\tnegative\t0.25\t0.875\t0.625",
            "direction\tnegative\t0.125\t0.25\t0.0");
    List<String> wrong =
        List.of(
            "minimum-functionality\tpositive\t\t0.25",
            "minimum-functionality\tpositive\t\t0.5",
            "minimum-functionality\tnegative\t\t0.75",
            "invariance\tpositive\t\t0.625\t0.375",
            "invariance\tnegative\t\t0.5\t0.5625",
            "direction\tpositive\t0.25\t0.25\t0.375",
            "direction\tpositive\t0.25\t0.75\t0.25",
            "direction\tnegative\t0.25\t0.25\t0.75",
            "direction\tnegative\t0.25\t0.5\t0.375");

    assertThat(judged(spark, right).where("capability = 'case' AND passed").count())
        .isEqualTo(right.size());
    assertThat(judged(spark, wrong).where("NOT passed").count()).isEqualTo(wrong.size());
  }

  @Test
  void aCaseIsOneRowWithBothItsTexts(SparkSession spark) {
    List<Row> rows =
        judged(
                spark,
                List.of(
                    "minimum-functionality\tpositive\t\t0.75",
                    "direction\tnegative\t0.25\t0.875\t0.625"))
            .orderBy("id")
            .select(
                "id",
                "polarity",
                "least_change",
                "text",
                "other_text",
                "positive",
                "other_positive")
            .collectAsList();

    assertThat(rows)
        .extracting(Row::toString)
        .containsExactly(
            "[case-1,positive,null,0.75,null,0.75,null]",
            "[case-2,negative,0.25,0.875,0.625,0.875,0.625]");
  }

  @Test
  void neutralIsLeftOutOfTheProbability(SparkSession spark) {
    BehaviourSuite suite = suite(List.of("minimum-functionality\tpositive\t\t0.75"));

    assertThat(positive(suite.judged(new Literal(0.5), spark))).isCloseTo(0.75, within(1e-12));
    assertThat(positive(suite.judged(new Literal(1), spark))).isEqualTo(0.5);
  }

  private static double positive(Dataset<Row> judged) {
    return judged.first().<Double>getAs("positive");
  }

  private static Dataset<Row> judged(SparkSession spark, List<String> cases) {
    return suite(cases).judged(new Literal(0), spark);
  }

  private static BehaviourSuite suite(List<String> cases) {
    List<String> lines = new ArrayList<>(List.of(HEADER));
    cases.forEach(one -> lines.add("case\t" + one));
    return BehaviourSuite.of(lines);
  }

  /**
   * Takes a text for the probability that it is positive rather than negative.
   *
   * @param neutral the probability of neutral
   */
  private record Literal(double neutral) implements Scorer {
    @Override
    public String subject() {
      return "text";
    }

    @Override
    public String version() {
      return "1";
    }

    @Override
    public double temperature() {
      return 1;
    }

    @Override
    public Dataset<Row> score(Dataset<Row> rows) {
      return rows.withColumn(
          "posterior",
          struct(
              lit(1.0).minus(col("text").cast("double")).multiply(1 - neutral).as("negative"),
              lit(neutral).as("neutral"),
              col("text").cast("double").multiply(1 - neutral).as("positive")));
    }
  }
}
