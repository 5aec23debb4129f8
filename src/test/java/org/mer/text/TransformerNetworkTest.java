package org.mer.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.expressions.GenericRowWithSchema;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.schedule.FixedSchedule;

class TransformerNetworkTest {
  private static final StructType SCHEMA =
      new StructType()
          .add("polarity", DataTypes.StringType)
          .add(Vocabulary.TOKEN_IDS, DataTypes.createArrayType(DataTypes.IntegerType));
  private static final int NOT = 2;
  private static final int GOOD = 3;
  private static final int FILLERS = 4;
  private static final int WORDS = 20;

  private final TweetEncoder encoder = TweetEncoder.forScoring();

  @Test
  void paddingChangesNoOutput() {
    MultiLayerNetwork network = network(0.01);
    Row shorter = tweet("positive", 2, 3, 4);
    Row longer = tweet("negative", 5, 6, 7, 8, 9, 10, 11, 12, 13, 14);

    double[] alone = output(network, List.of(shorter))[0];
    double[] padded = output(network, List.of(longer, shorter))[1];

    assertThat(padded).containsExactly(alone, within(1e-6));
  }

  @Test
  void aTextWithoutWordsIsOneUnknownWord() {
    MultiLayerNetwork network = network(0.01);
    double[] empty = output(network, List.of(tweet("positive")))[0];
    double[] unknown = output(network, List.of(tweet("positive", Vocabulary.UNKNOWN)))[0];

    assertThat(empty).containsExactly(unknown, within(1e-6));
  }

  /** The same words say both, so that only their order tells. */
  @Test
  void learnsWhichWordComesFirst() {
    MultiLayerNetwork network = network(0.005);
    Random random = new Random(7);
    for (int step = 0; step < 150; step++) {
      network.fit(encoder.training(tweets(64, random), random));
    }

    List<Row> unseen = tweets(200, new Random(8));
    double[][] outputs = output(network, unseen);
    int right = 0;
    for (int i = 0; i < unseen.size(); i++) {
      right += outputs[i][encoder.label(unseen.get(i))] > 0.5 ? 1 : 0;
    }

    assertThat(right).isGreaterThan(190);
  }

  @Test
  void headsThatDoNotDivideTheEmbeddingAreRefused() {
    assertThatThrownBy(() -> new TransformerNetwork(WORDS, 16, 2, 3, 24, 2, 0, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("transformer.heads must divide embedding, 16, cannot be: 3");
  }

  /** Not good, or good and not: both words once, among others, in this order or the other. */
  private static List<Row> tweets(int count, Random random) {
    List<Row> tweets = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Integer[] words = random.ints(8, FILLERS, WORDS).boxed().toArray(Integer[]::new);
      int first = random.nextInt(words.length - 1);
      int second = random.nextInt(first + 1, words.length);
      boolean isNegative = random.nextBoolean();
      words[first] = isNegative ? NOT : GOOD;
      words[second] = isNegative ? GOOD : NOT;
      tweets.add(tweet(isNegative ? "negative" : "positive", words));
    }

    return tweets;
  }

  private double[][] output(MultiLayerNetwork network, List<Row> tweets) {
    DataSet batch = encoder.inference(tweets).findFirst().orElseThrow();
    return network
        .output(batch.getFeatures(), false, batch.getFeaturesMaskArray(), null)
        .toDoubleMatrix();
  }

  private static MultiLayerNetwork network(double rate) {
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            new TransformerNetwork(WORDS, 16, 2, 4, 24, 2, 0, 0)
                .configuration(new FixedSchedule(rate), 11));
    network.init();
    return network;
  }

  private static Row tweet(String polarity, Integer... words) {
    return new GenericRowWithSchema(
        new Object[] {polarity, scala.Predef.wrapRefArray(words)}, SCHEMA);
  }
}
