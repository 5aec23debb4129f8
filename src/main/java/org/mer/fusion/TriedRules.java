package org.mer.fusion;

import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/**
 * The rules that were tried, at least one, and which is the best of them.
 *
 * @param trials in the order in which they were tried
 */
public record TriedRules(List<Trial> trials) {
  /**
   * A rule that was tried.
   *
   * @param rule fitted on all fitting pairs
   * @param heldOut how good its like were on pairs that they were not fitted on
   */
  record Trial(FusionRule rule, RuleTally heldOut) {
    /** One line for the log. */
    @Override
    public String toString() {
      return String.format(
          Locale.ROOT,
          "rule %s, text weight %.2f: log loss %.4f (polarity %.4f, emotion %.4f), accuracy %.4f (emotion %.4f) on %,d held-out pairs, %,d of them polar",
          rule.name(),
          rule.textWeight(),
          heldOut.logLoss().orElse(Double.NaN),
          heldOut.polarityLogLoss().orElse(Double.NaN),
          heldOut.emotionLogLoss().orElse(Double.NaN),
          heldOut.polarityAccuracy().orElse(Double.NaN),
          heldOut.emotionAccuracy().orElse(Double.NaN),
          heldOut.pairs(),
          heldOut.polarPairs());
    }
  }

  /** Keeps a copy. */
  public TriedRules {
    trials = List.copyOf(trials);
  }

  /** The rule with the least log loss; the first of equals. */
  public FusionRule best() {
    return chosen().rule();
  }

  /** Rows of the table {@code fusion_rules}. */
  public List<Row> rows(String runId) {
    Trial chosen = chosen();
    return trials.stream().map(trial -> row(runId, trial, trial.equals(chosen))).toList();
  }

  private Trial chosen() {
    return trials.stream()
        .reduce((best, next) -> next.heldOut().isBetterThan(best.heldOut()) ? next : best)
        .orElseThrow();
  }

  private static Row row(String runId, Trial trial, boolean isChosen) {
    RuleTally heldOut = trial.heldOut();
    return RowFactory.create(
        runId,
        trial.rule().name(),
        StoredRule.of(trial.rule()).json(),
        orNull(heldOut.logLoss()),
        orNull(heldOut.polarityLogLoss()),
        orNull(heldOut.emotionLogLoss()),
        orNull(heldOut.polarityAccuracy()),
        orNull(heldOut.emotionAccuracy()),
        heldOut.polarPairs(),
        heldOut.pairs(),
        isChosen);
  }

  private static Double orNull(OptionalDouble figure) {
    return figure.isPresent() ? figure.getAsDouble() : null;
  }
}
