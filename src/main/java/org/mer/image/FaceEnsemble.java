package org.mer.image;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.mer.Emotion;
import org.mer.model.Bundle;
import org.mer.model.CalibratedScorer;
import org.mer.model.Members;
import org.mer.model.TemperatureScaling;
import org.mer.training.FittedNetwork;
import org.mer.training.NetworkScoring;

/**
 * Face networks whose opinions count alike: the mean of their calibrated probabilities
 * (Lakshminarayanan, Pritzel and Blundell 2017, <i>Simple and Scalable Predictive Uncertainty
 * Estimation using Deep Ensembles</i>). Those of one kind that began with other random weights err
 * on other faces, which the mean evens out.
 *
 * @param scoring asks all of them in one pass
 * @param calibrations of the members, by name
 */
record FaceEnsemble(NetworkScoring scoring, Map<String, TemperatureScaling> calibrations) {
  /**
   * The ensemble of some bundles.
   *
   * @param views what all of them see of a picture
   * @throws org.mer.UsageException if one has no network that can be used
   */
  static FaceEnsemble of(Members members, Views views) {
    Map<String, FittedNetwork> networks = new LinkedHashMap<>();
    Map<String, TemperatureScaling> calibrations = new LinkedHashMap<>();
    members
        .bundles()
        .forEach(
            (name, bundle) -> {
              networks.put(column(name), FaceNetwork.heldBy(bundle));
              calibrations.put(name, calibration(bundle));
            });
    return new FaceEnsemble(
        new NetworkScoring(networks, FaceEncoder.forScoring(views)), calibrations);
  }

  private static TemperatureScaling calibration(Bundle bundle) {
    return bundle.make(() -> new TemperatureScaling(bundle.manifest().temperature()));
  }

  /** The name of the column that holds the probabilities of a member, not calibrated. */
  static String column(String name) {
    return "probabilities_" + name;
  }

  /** The faces where they are, in another order, with what each member says in its column. */
  Dataset<Row> ask(Dataset<Row> faces) {
    return scoring.scoreInPlace(faces);
  }

  /** The faces where they are, in another order, with what the ensemble says. */
  Dataset<Row> score(Dataset<Row> faces) {
    return ask(faces)
        .withColumn(CalibratedScorer.PROBABILITIES, probabilities())
        .drop(calibrations.keySet().stream().map(FaceEnsemble::column).toArray(String[]::new));
  }

  /** One probability an emotion, summing to 1, of faces that were asked about. */
  Column probabilities() {
    List<List<Column>> opinions = new ArrayList<>();
    calibrations.forEach(
        (name, calibration) -> opinions.add(calibration.apply(col(column(name)), Emotion.COUNT)));
    Column[] means = new Column[Emotion.COUNT];
    for (int i = 0; i < means.length; i++) {
      int emotion = i;
      means[i] =
          opinions.stream()
              .map(opinion -> opinion.get(emotion))
              .reduce(Column::plus)
              .orElseThrow()
              .divide(lit((double) opinions.size()));
    }

    return array(means);
  }
}
