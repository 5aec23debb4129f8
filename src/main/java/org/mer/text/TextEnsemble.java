package org.mer.text;

import static org.apache.spark.sql.functions.col;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.mer.Polarity;
import org.mer.model.Bundle;
import org.mer.model.CalibratedScorer;
import org.mer.model.Scorer;
import org.mer.training.Placement;

/**
 * Text models that are asked together.
 *
 * @param members each gives its calibrated posterior, of rows where they are
 * @param pool weighs them, under the names of {@link #member}
 * @param placement of the rows that all of them score
 */
record TextEnsemble(List<Scorer> members, LogOddsPool pool, Placement placement) {
  private static final String INTERCEPT = "ensemble-intercept";

  private static final String WEIGHT = "ensemble-weight-";

  /** The members are copied. */
  TextEnsemble {
    members = List.copyOf(members);
  }

  /** Members by name, from the scorers of a bundle: those that the bundle has a weight for. */
  static TextEnsemble of(Bundle bundle, List<Scorer> scorers, Placement placement) {
    List<Scorer> members =
        scorers.stream()
            .filter(one -> bundle.manifest().hyperparameters().containsKey(weight(member(one))))
            .toList();
    Map<String, Double> weights = new LinkedHashMap<>();
    members.forEach(one -> weights.put(member(one), bundle.manifest().number(weight(member(one)))));
    double intercept = bundle.manifest().number(INTERCEPT);
    return new TextEnsemble(
        members, bundle.make(() -> new LogOddsPool(weights, intercept)), placement);
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

  /** The name of a member: of its subject, what follows the slash. */
  static String member(Scorer scorer) {
    return scorer.subject().substring(scorer.subject().indexOf('/') + 1);
  }

  /** Adds the log-odds of each member to tweets, in its {@link LogOddsPool#column}. */
  static Dataset<Row> asked(Dataset<Row> tweets, List<Scorer> members) {
    Dataset<Row> asked = tweets;
    for (Scorer member : members) {
      asked =
          member
              .score(asked)
              .withColumn(
                  LogOddsPool.column(member(member)),
                  LogOddsPool.logOdds(
                      probability(Polarity.NEGATIVE), probability(Polarity.POSITIVE)))
              .drop("posterior");
    }

    return asked;
  }

  private static Column probability(Polarity polarity) {
    return col("posterior").getField(polarity.label());
  }

  /** Adds the column of {@link CalibratedScorer#PROBABILITIES} to tweets. */
  Dataset<Row> score(Dataset<Row> tweets) {
    return asked(placement.of(tweets), members)
        .withColumn(CalibratedScorer.PROBABILITIES, pool.probabilities())
        .drop(
            members.stream()
                .map(TextEnsemble::member)
                .map(LogOddsPool::column)
                .toArray(String[]::new));
  }
}
