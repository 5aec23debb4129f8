package org.mer.text;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.element_at;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.struct;

import java.util.Arrays;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.mer.Polarity;
import org.mer.model.Scorer;
import org.mer.model.TemperatureScaling;
import org.mer.training.FittedNetwork;
import org.mer.training.NetworkScoring;

/**
 * Scores tweets with a network; reads the column {@code text}. Knows no neutral: its probability is
 * 0.
 */
final class TextNetworkScorer implements Scorer {
  private final FittedNetwork network;
  private final Vocabulary vocabulary;
  private final int longest;
  private final TemperatureScaling calibration;
  private final String version;

  TextNetworkScorer(
      FittedNetwork network,
      Vocabulary vocabulary,
      int longest,
      TemperatureScaling calibration,
      String version) {
    this.network = network;
    this.vocabulary = vocabulary;
    this.longest = longest;
    this.calibration = calibration;
    this.version = version;
  }

  @Override
  public String subject() {
    return "text";
  }

  @Override
  public String version() {
    return version;
  }

  @Override
  public double temperature() {
    return calibration.temperature();
  }

  @Override
  public Dataset<Row> score(Dataset<Row> rows) {
    Column probabilities = col(NetworkScoring.PROBABILITIES);
    Column[] polarities =
        Arrays.stream(Polarity.values())
            .map(polarity -> probability(probabilities, polarity).as(polarity.label()))
            .toArray(Column[]::new);
    return new NetworkScoring(network, TweetEncoder.forScoring())
        .score(vocabulary.encode(rows, longest))
        .withColumn(NetworkScoring.PROBABILITIES, calibration.apply(probabilities))
        .withColumn("posterior", struct(polarities))
        .drop(NetworkScoring.PROBABILITIES, Vocabulary.TOKEN_IDS);
  }

  private static Column probability(Column probabilities, Polarity polarity) {
    int index = TweetEncoder.CLASSES.indexOf(polarity);
    return index < 0 ? lit(0.0) : element_at(probabilities, index + 1);
  }
}
