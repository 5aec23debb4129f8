package org.mer.image;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.element_at;
import static org.apache.spark.sql.functions.struct;

import java.util.Arrays;
import java.util.function.UnaryOperator;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.mer.Emotion;
import org.mer.model.Scorer;
import org.mer.model.TemperatureScaling;
import org.mer.training.NetworkScoring;

/** Scores faces with whatever adds the column of probabilities; reads the column {@code pixels}. */
final class FaceScorer implements Scorer {
  private final String subject;
  private final String version;
  private final UnaryOperator<Dataset<Row>> scoring;
  private final TemperatureScaling calibration;

  /**
   * A scorer of a bundle.
   *
   * @param scoring adds {@link NetworkScoring#PROBABILITIES} to rows
   */
  FaceScorer(
      String subject,
      String version,
      UnaryOperator<Dataset<Row>> scoring,
      TemperatureScaling calibration) {
    this.subject = subject;
    this.version = version;
    this.scoring = scoring;
    this.calibration = calibration;
  }

  @Override
  public String subject() {
    return subject;
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
    Column[] emotions =
        Arrays.stream(Emotion.values())
            .map(emotion -> element_at(probabilities, emotion.ordinal() + 1).as(emotion.label()))
            .toArray(Column[]::new);
    return scoring
        .apply(rows)
        .withColumn(NetworkScoring.PROBABILITIES, calibration.apply(probabilities))
        .withColumn("posterior", struct(emotions))
        .drop(NetworkScoring.PROBABILITIES);
  }
}
