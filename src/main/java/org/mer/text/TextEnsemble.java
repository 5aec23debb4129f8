package org.mer.text;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.mer.model.Bundle;
import org.mer.model.CalibratedScorer;
import org.mer.training.Placement;

/**
 * Text models whose opinions are weighed.
 *
 * @param panel the models
 * @param pool weighs them, by their names
 * @param placement of the rows that all of them score
 */
record TextEnsemble(TextPanel panel, LogOddsPool pool, Placement placement) {
  private static final String INTERCEPT = "ensemble-intercept";

  private static final String WEIGHT = "ensemble-weight-";

  /** The ensemble of a bundle: of its networks and of those baselines that it has a weight for. */
  static TextEnsemble of(Bundle bundle, List<CalibratedScorer> baselines, Placement placement) {
    Map<String, Bundle> networks = new LinkedHashMap<>();
    bundle.parts().stream()
        .filter(name -> isWeighed(bundle, name))
        .forEach(name -> networks.put(name, bundle.part(name)));
    TextPanel panel =
        TextPanel.of(
            networks,
            baselines.stream().filter(one -> isWeighed(bundle, TextPanel.name(one))).toList());
    Map<String, Double> weights = new LinkedHashMap<>();
    panel.names().forEach(name -> weights.put(name, bundle.manifest().number(weight(name))));
    double intercept = bundle.manifest().number(INTERCEPT);
    return new TextEnsemble(
        panel, bundle.make(() -> new LogOddsPool(weights, intercept)), placement);
  }

  private static boolean isWeighed(Bundle bundle, String member) {
    return bundle.manifest().hyperparameters().containsKey(weight(member));
  }

  /** The hyper-parameter of a member's weight. */
  static String weight(String member) {
    return WEIGHT + member;
  }

  /** What a bundle must hold to weigh the members again. */
  Map<String, Double> hyperparameters() {
    Map<String, Double> hyperparameters = new TreeMap<>();
    pool.weights().forEach((member, weight) -> hyperparameters.put(weight(member), weight));
    hyperparameters.put(INTERCEPT, pool.intercept());
    return hyperparameters;
  }

  /** Adds the column of {@link CalibratedScorer#PROBABILITIES} to tweets. */
  Dataset<Row> score(Dataset<Row> tweets) {
    return panel
        .ask(placement.of(tweets))
        .withColumn(CalibratedScorer.PROBABILITIES, pool.probabilities())
        .drop(panel.names().stream().map(LogOddsPool::column).toArray(String[]::new));
  }
}
