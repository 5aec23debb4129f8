package org.mer.text;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.mer.LocalSpark;
import org.mer.model.CalibratedScorer;
import org.mer.model.TemperatureScaling;
import org.mer.table.Posteriors;

@Tag("spark")
@ExtendWith(LocalSpark.class)
class TokenOcclusionTest {
  /** Says 0.9 where "love" stands, else 0.2. */
  private static CalibratedScorer scorer() {
    Column positive = when(col("text").contains("love"), 0.9).otherwise(0.2);
    return new CalibratedScorer(
        "text",
        "1",
        new TemperatureScaling(1),
        List.of("negative", "positive"),
        Posteriors.POLARITIES,
        rows ->
            rows.withColumn(
                "probabilities",
                org.apache.spark.sql.functions.array(lit(1.0).minus(positive), positive)));
  }

  @Test
  void aTokenCountsByWhatIsMissingWithoutIt(SparkSession spark) {
    List<TokenOcclusion.Influence> influences = TokenOcclusion.of(scorer(), "i love it", spark);

    assertThat(influences)
        .extracting(TokenOcclusion.Influence::token)
        .containsExactly("i", "love", "it");
    assertThat(influences.get(0).change()).isZero();
    assertThat(influences.get(1).change()).isCloseTo(Math.log(9) - Math.log(0.25), within(1e-6));
  }

  @Test
  void ofTwoThatSayTheSameNeitherCounts(SparkSession spark) {
    assertThat(TokenOcclusion.of(scorer(), "love love", spark))
        .extracting(TokenOcclusion.Influence::change)
        .containsExactly(0.0, 0.0);
  }

  @Test
  void nothingCannotBeLeftOutOfNothing(SparkSession spark) {
    assertThatThrownBy(() -> TokenOcclusion.of(scorer(), " ", spark))
        .hasMessage("a text must have a token, cannot be empty");
  }
}
