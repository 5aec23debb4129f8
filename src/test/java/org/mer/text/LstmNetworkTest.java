package org.mer.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.expressions.GenericRowWithSchema;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.mer.text.LstmNetwork.Direction;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.schedule.FixedSchedule;

class LstmNetworkTest {
  private static final StructType SCHEMA =
      new StructType()
          .add("polarity", DataTypes.StringType)
          .add(Vocabulary.TOKEN_IDS, DataTypes.createArrayType(DataTypes.IntegerType));

  private final TweetEncoder encoder = TweetEncoder.forScoring();

  @Test
  void paddingChangesNoOutput() {
    Row shorter = tweet("positive", 2, 3, 4);
    Row longer = tweet("negative", 5, 6, 7, 8, 9, 10, 11, 12, 13, 14);

    double[] alone = output(List.of(shorter))[0];
    double[] padded = output(List.of(longer, shorter))[1];

    assertThat(padded).containsExactly(alone, within(1e-6));
  }

  @Test
  void aTextWithoutWordsIsOneUnknownWord() {
    double[] empty = output(List.of(tweet("positive")))[0];
    double[] unknown = output(List.of(tweet("positive", Vocabulary.UNKNOWN)))[0];

    assertThat(empty).containsExactly(unknown, within(1e-6));
    assertThat(Arrays.stream(empty).sum()).isCloseTo(1, within(1e-6));
  }

  @Test
  void wordsMatter() {
    assertThat(output(List.of(tweet("positive", 2, 3)))[0])
        .isNotEqualTo(output(List.of(tweet("positive", 4, 5)))[0]);
  }

  @Test
  void wordDropoutHidesWordsAndNeverTouchesPadding() {
    DataSet batch =
        new TweetEncoder(0.5, 0)
            .training(
                List.of(tweet("positive", 2, 3), tweet("negative", 2, 2, 2, 2, 2, 2, 2, 2)),
                new Random(1));

    float[] numbers = batch.getFeatures().data().asFloat();
    assertThat(Arrays.copyOfRange(numbers, 2, 8)).containsOnly(Vocabulary.PADDING);
    assertThat(Arrays.copyOfRange(numbers, 8, 16)).contains(Vocabulary.UNKNOWN, 2);
    assertThat(batch.getLabels().toFloatMatrix()).isDeepEqualTo(new float[][] {{0, 1}, {1, 0}});
  }

  @Test
  void smoothedLabelsKeepTheRestOfTheirShare() {
    DataSet batch =
        new TweetEncoder(0, 0.2)
            .training(List.of(tweet("positive", 2), tweet("negative", 2)), new Random(1));

    assertThat(batch.getLabels().getRow(0).toDoubleVector())
        .containsExactly(new double[] {0.1, 0.9}, within(1e-6));
    assertThat(batch.getLabels().getRow(1).toDoubleVector())
        .containsExactly(new double[] {0.9, 0.1}, within(1e-6));
  }

  private double[][] output(List<Row> tweets) {
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            new LstmNetwork(Direction.FORWARD, 20, 8, 6, 0.3, 0)
                .configuration(new FixedSchedule(0.1), 11));
    network.init();
    DataSet batch = encoder.inference(tweets).findFirst().orElseThrow();
    return network
        .output(batch.getFeatures(), false, batch.getFeaturesMaskArray(), null)
        .toDoubleMatrix();
  }

  private static Row tweet(String polarity, Integer... words) {
    return new GenericRowWithSchema(
        new Object[] {polarity, scala.Predef.wrapRefArray(words)}, SCHEMA);
  }
}
