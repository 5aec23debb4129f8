package org.mer.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

class PosteriorsTest {
  static final List<StructType> STRUCTS = List.of(Posteriors.EMOTIONS, Posteriors.POLARITIES);

  @Test
  void thereIsAProbabilityAnEmotionInTheOrderOfFer2013() {
    assertThat(Posteriors.EMOTIONS.fieldNames())
        .containsExactly("angry", "disgust", "fear", "happy", "sad", "surprise", "neutral");
  }

  @Test
  void thereIsAProbabilityAPolarity() {
    assertThat(Posteriors.POLARITIES.fieldNames())
        .containsExactly("negative", "neutral", "positive");
  }

  @ParameterizedTest
  @FieldSource("STRUCTS")
  void aStructReadFromATableHasItsType(StructType struct) {
    assertThat(struct.fields())
        .allMatch(field -> field.dataType().equals(DataTypes.DoubleType))
        .allMatch(StructField::nullable);
  }

  @Test
  void aStructGivesBackTheProbabilitiesInTheirOrder() {
    double[] posterior = {0.5, 0.125, 0.375};

    assertThat(Posteriors.row(posterior).getDouble(2)).isEqualTo(0.375);
    assertThat(Posteriors.array(Posteriors.row(posterior))).containsExactly(posterior);
  }
}
