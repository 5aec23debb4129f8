package org.mer.fusion;

import static org.apache.spark.sql.functions.avg;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.udf;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF3;
import org.apache.spark.sql.expressions.UserDefinedFunction;
import org.apache.spark.sql.types.DataTypes;
import org.mer.Polarity;
import org.mer.UsageException;
import org.mer.table.Posteriors;

/**
 * Fits the weight of the text: of the weights on a grid, the one with the least negative
 * log-likelihood of the true polarity, negative against positive, on polar pairs. All weights are
 * tried in one pass over the pairs.
 */
public final class TextWeight {
  private static final double FLOOR = 1e-12;

  private final List<Double> grid;

  /** A fit on a grid of weights. */
  public TextWeight(List<Double> grid) {
    if (grid.isEmpty()) {
      throw new IllegalArgumentException(
          "the grid of text weights must not be empty: set mer.fusion.text-weights");
    }

    this.grid = List.copyOf(grid);
  }

  /**
   * The rule with the best weight; the smallest of equals.
   *
   * @param pairs with text_posterior, face_posterior and truth_polarity
   * @throws UsageException if no pair is polar
   */
  public FusionRule fit(FusionRule rule, Dataset<Row> pairs) {
    Column loss =
        losses(rule).apply(col("text_posterior"), col("face_posterior"), col("truth_polarity"));
    Dataset<Row> polar =
        pairs.where(
            col("truth_polarity").isin(Polarity.NEGATIVE.label(), Polarity.POSITIVE.label()));
    List<Column> means = new ArrayList<>();
    for (int i = 0; i < grid.size(); i++) {
      means.add(avg(col("loss").getItem(i)));
    }

    Row fitted =
        polar
            .select(loss.as("loss"))
            .agg(means.get(0), means.subList(1, means.size()).toArray(Column[]::new))
            .first();
    if (fitted.isNullAt(0)) {
      throw new UsageException(
          "no polar pair to fit the fusion on: tweets of part validation and faces of PublicTest need a polarity in common");
    }

    int best = 0;
    for (int i = 1; i < grid.size(); i++) {
      if (fitted.getDouble(i) < fitted.getDouble(best)) {
        best = i;
      }
    }

    return rule.withTextWeight(grid.get(best));
  }

  private UserDefinedFunction losses(FusionRule rule) {
    List<FusionRule> candidates = grid.stream().map(rule::withTextWeight).toList();
    UDF3<Row, Row, String, Double[]> losses =
        (text, face, truth) ->
            candidates.stream()
                .map(candidate -> loss(candidate, text, face, truth))
                .toArray(Double[]::new);
    return udf(losses, DataTypes.createArrayType(DataTypes.DoubleType, false));
  }

  private static double loss(FusionRule rule, Row text, Row face, String truth) {
    List<Double> polarities =
        rule.fuse(Optional.of(probabilities(text)), Optional.of(probabilities(face))).polarities();
    double negative = polarities.get(Polarity.NEGATIVE.ordinal());
    double positive = polarities.get(Polarity.POSITIVE.ordinal());
    double right = truth.equals(Polarity.POSITIVE.label()) ? positive : negative;
    return -Math.log(Math.max(right, FLOOR) / Math.max(negative + positive, FLOOR));
  }

  private static List<Double> probabilities(Row struct) {
    return Arrays.stream(Posteriors.array(struct)).boxed().toList();
  }
}
