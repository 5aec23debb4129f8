package org.mer.image;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.element_at;
import static org.apache.spark.sql.functions.struct;

import java.util.Arrays;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.mer.Emotion;
import org.mer.model.Scorer;
import org.mer.model.TemperatureScaling;
import org.mer.training.FittedNetwork;
import org.mer.training.NetworkScoring;

/** Scores faces with a convolutional network; reads the column {@code pixels}. */
final class FaceNetworkScorer implements Scorer {
  private final FittedNetwork network;
  private final Views views;
  private final TemperatureScaling calibration;
  private final String version;

  FaceNetworkScorer(
      FittedNetwork network, Views views, TemperatureScaling calibration, String version) {
    this.network = network;
    this.views = views;
    this.calibration = calibration;
    this.version = version;
  }

  @Override
  public String subject() {
    return "face";
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
    Dataset<Row> scored = new NetworkScoring(network, FaceEncoder.forScoring(views)).score(rows);
    Column[] classes =
        Arrays.stream(Emotion.values())
            .map(
                emotion ->
                    element_at(col(NetworkScoring.PROBABILITIES), emotion.ordinal() + 1)
                        .as(emotion.label()))
            .toArray(Column[]::new);
    return scored
        .withColumn(
            NetworkScoring.PROBABILITIES, calibration.apply(col(NetworkScoring.PROBABILITIES)))
        .withColumn("posterior", struct(classes))
        .drop(NetworkScoring.PROBABILITIES);
  }
}
