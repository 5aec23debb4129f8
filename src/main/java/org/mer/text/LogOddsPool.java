package org.mer.text;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.exp;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.log;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.ml.classification.LogisticRegression;
import org.apache.spark.ml.classification.LogisticRegressionModel;
import org.apache.spark.ml.feature.VectorAssembler;
import org.apache.spark.ml.linalg.Matrices;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Several opinions about a text's polarity as one: the logarithmic opinion pool (Genest and Zidek
 * 1986, <i>Combining Probability Distributions</i>), whose log-odds are a weighted sum of the
 * members' log-odds. The weights are those of a logistic regression (Wolpert 1992, <i>Stacked
 * Generalization</i>) that no member can enter with a weight below 0 (Breiman 1996, <i>Stacked
 * Regressions</i>).
 *
 * @param weights of the members, by name; each at least 0
 * @param intercept of the log-odds
 */
record LogOddsPool(Map<String, Double> weights, double intercept) {
  /** Odds of a billion to one are the most that a member may claim. */
  private static final double SMALLEST = 1e-9;

  private static final String FEATURES = "members";

  /** Checks the ranges; the order of the members is kept. */
  LogOddsPool {
    weights = Collections.unmodifiableMap(new LinkedHashMap<>(weights));
    weights.forEach((member, weight) -> Ranges.notNegative("the weight of " + member, weight));
    if (!Double.isFinite(intercept)) {
      throw new IllegalArgumentException("an intercept must be finite, cannot be: " + intercept);
    }
  }

  /**
   * Fits the weights, with MLlib.
   *
   * @param scored rows with {@code label} (0 negative, 1 positive) and the log-odds of each member
   *     in its {@link #column}
   */
  static LogOddsPool fit(Dataset<Row> scored, List<String> members) {
    int count = members.size();
    LogisticRegressionModel model =
        new LogisticRegression()
            .setFeaturesCol(FEATURES)
            .setFamily("binomial")
            .setStandardization(false)
            .setLowerBoundsOnCoefficients(Matrices.zeros(1, count))
            .fit(
                new VectorAssembler()
                    .setInputCols(members.stream().map(LogOddsPool::column).toArray(String[]::new))
                    .setOutputCol(FEATURES)
                    .transform(scored));
    Map<String, Double> weights = new LinkedHashMap<>();
    for (int i = 0; i < count; i++) {
      weights.put(members.get(i), model.coefficients().apply(i));
    }

    return new LogOddsPool(weights, model.intercept());
  }

  /** The name of the column that holds a member's log-odds. */
  static String column(String member) {
    return "log_odds_" + member;
  }

  /**
   * The log-odds of positive to negative.
   *
   * @param negative its probability
   * @param positive its probability
   */
  static Column logOdds(Column negative, Column positive) {
    return log(atLeastSmallest(positive)).minus(log(atLeastSmallest(negative)));
  }

  /**
   * The same of probabilities that are calibrated by a temperature, which divides the log-odds.
   *
   * @param probabilities an array of those of negative and positive
   */
  static Column logOdds(Column probabilities, double temperature) {
    return logOdds(probabilities.getItem(0), probabilities.getItem(1)).divide(temperature);
  }

  /** The probabilities of negative and positive, from a column of log-odds a member. */
  Column probabilities() {
    Column logOdds = lit(intercept);
    for (Map.Entry<String, Double> member : weights.entrySet()) {
      logOdds = logOdds.plus(col(column(member.getKey())).multiply(member.getValue()));
    }

    Column positive = lit(1).divide(exp(logOdds.multiply(-1)).plus(1));
    return array(lit(1).minus(positive), positive);
  }

  private static Column atLeastSmallest(Column probability) {
    return greatest(probability, lit(SMALLEST));
  }
}
