package org.mer.fusion;

import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.mer.UsageException;

/**
 * Fits the weight of the text: of the weights on a grid, the one with the least log loss of
 * polarity and emotion, as {@link RuleTally#logLoss} has it; the smallest of equals. All weights
 * are tried in one pass over the pairs.
 *
 * @param rule of any weight
 * @param grid weights to try, in rising order
 */
record TextWeight(FusionRule rule, List<Double> grid) implements RuleFit {
  /** Refuses weights that the rule cannot have. */
  TextWeight {
    if (grid.isEmpty()) {
      throw new IllegalArgumentException(
          "the grid of text weights must not be empty: set mer.fusion.text-weights");
    }

    grid.forEach(rule::withTextWeight);
    grid = grid.stream().sorted().toList();
  }

  @Override
  public String name() {
    return rule.name();
  }

  @Override
  public FusionRule fit(Dataset<Row> pairs) {
    List<FusionRule> candidates = grid.stream().map(rule::withTextWeight).toList();
    List<RuleTally> tallies = new RuleLosses(candidates).of(pairs);
    if (tallies.get(0).polarPairs() == 0) {
      throw new UsageException(
          "no polar pair to fit the fusion on: tweets of part validation and faces of PublicTest need a polarity in common");
    }

    int best = 0;
    for (int i = 1; i < tallies.size(); i++) {
      best = tallies.get(i).isBetterThan(tallies.get(best)) ? i : best;
    }

    return candidates.get(best);
  }
}
