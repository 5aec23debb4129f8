package org.mer.text;

import static org.apache.spark.sql.functions.col;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.mer.model.Bundle;
import org.mer.model.CalibratedScorer;
import org.mer.model.Scorer;

/**
 * Text models that are asked together.
 *
 * @param networks those that are networks
 * @param members each gives its probabilities, of rows that the networks have scored
 */
record TextPanel(TextNetworks networks, List<CalibratedScorer> members) {
  /** The members are copied. */
  TextPanel {
    members = List.copyOf(members);
  }

  /**
   * A panel of networks and other models.
   *
   * @param bundles of the networks, by the names that they get
   * @param others scorers of texts
   */
  static TextPanel of(Map<String, Bundle> bundles, List<CalibratedScorer> others) {
    return new TextPanel(
        TextNetworks.of(bundles),
        Stream.concat(
                bundles.keySet().stream().map(name -> member(name, bundles.get(name))),
                others.stream())
            .toList());
  }

  /** A network whose probabilities are there already. */
  private static CalibratedScorer member(String name, Bundle bundle) {
    return TextScorers.scorer(
        bundle,
        "text/" + name,
        bundle.manifest().temperature(),
        scored ->
            scored.withColumn(CalibratedScorer.PROBABILITIES, col(TextNetworks.column(name))));
  }

  /** The names of the members. */
  List<String> names() {
    return members.stream().map(TextPanel::name).toList();
  }

  /** The name of a member: of its subject, what follows the slash. */
  static String name(Scorer member) {
    return member.subject().substring(member.subject().indexOf('/') + 1);
  }

  /**
   * The texts where they are, in another order, with the log-odds of each member in its {@link
   * LogOddsPool#column}.
   */
  Dataset<Row> ask(Dataset<Row> texts) {
    Dataset<Row> asked = networks.score(texts);
    for (CalibratedScorer member : members) {
      asked =
          member
              .scoring()
              .apply(asked)
              .withColumn(
                  LogOddsPool.column(name(member)),
                  LogOddsPool.logOdds(col(CalibratedScorer.PROBABILITIES), member.temperature()))
              .drop(CalibratedScorer.PROBABILITIES);
    }

    return asked.drop(networks.columns().toArray(String[]::new));
  }
}
