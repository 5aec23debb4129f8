package org.mer.image;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.hex;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.substring;
import static org.apache.spark.sql.functions.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mer.Emotion;
import org.mer.LocalSpark;
import org.mer.model.CalibratedScorer;
import org.mer.model.TemperatureScaling;
import org.mer.table.Posteriors;

@Tag("spark")
@ExtendWith(LocalSpark.class)
class PatchOcclusionTest {
  private static final int SIDE = 48;
  private static final int BRIGHT = 20 * SIDE + 30;

  /** Says happy where one pixel is white. */
  private static CalibratedScorer scorer() {
    Column isWhite = hex(substring(col("pixels"), BRIGHT + 1, 1)).equalTo("FF");
    Column happy = when(isWhite, 0.9).otherwise(0.3);
    return new CalibratedScorer(
        "face",
        "1",
        new TemperatureScaling(1),
        List.of("happy", "sad"),
        Posteriors.EMOTIONS,
        rows -> rows.withColumn("probabilities", array(happy, lit(1.0).minus(happy))));
  }

  private static byte[] face() {
    byte[] face = new byte[SIDE * SIDE];
    face[BRIGHT] = (byte) 255;
    return face;
  }

  @Test
  void looksWhereThePatchTakesAway(SparkSession spark) {
    double[] map = new PatchOcclusion(8, 8).of(scorer(), face(), Emotion.HAPPY, spark);

    assertThat(map[BRIGHT]).isCloseTo(0.6, within(1e-6));
    assertThat(map[16 * SIDE + 24]).as("the same patch").isCloseTo(0.6, within(1e-6));
    assertThat(map[16 * SIDE + 23]).as("the patch beside it").isZero();
    assertThat(map[24 * SIDE + 24]).as("the patch below it").isZero();
    assertThat(new PatchOcclusion(8, 8).of(scorer(), face(), Emotion.SAD, spark)[BRIGHT])
        .isCloseTo(-0.6, within(1e-6));
  }

  @Test
  void everyPixelIsCoveredThoughTheStrideDoesNotDivideTheSide(SparkSession spark) {
    double[] map = new PatchOcclusion(10, 7).of(scorer(), face(), Emotion.HAPPY, spark);

    assertThat(Arrays.stream(map)).allMatch(Double::isFinite);
    assertThat(map[BRIGHT]).isCloseTo(0.6, within(1e-6));
  }

  @ParameterizedTest
  @CsvSource({"0,1", "49,1", "8,0", "8,9"})
  void aPatchFitsIntoTheFace(int side, int stride) {
    assertThatThrownBy(() -> new PatchOcclusion(side, stride))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("cannot");
  }
}
