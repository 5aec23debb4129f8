package org.mer.text;

import static org.apache.spark.sql.functions.abs;
import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.exp;
import static org.apache.spark.sql.functions.lit;

import java.util.List;
import java.util.Map;
import org.apache.spark.ml.classification.LogisticRegression;
import org.apache.spark.ml.classification.LogisticRegressionModel;
import org.apache.spark.ml.feature.VectorAssembler;
import org.apache.spark.ml.linalg.Matrices;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.mer.model.Bundle;

/**
 * Says how likely a text is neutral, where a model knows two polarities only: the less the model
 * leans to either side, the likelier. The log-odds of neutral are
 *
 * <pre>intercept - slope * |log-odds of positive to negative|</pre>
 *
 * fitted by logistic regression on a sample of neutral texts against validation tweets, weighted so
 * that neutral texts have a stated share.
 *
 * @param intercept the log-odds of neutral where the model leans to no side
 * @param slope at least 0
 */
record NeutralRule(double intercept, double slope) {
  private static final String INTERCEPT = "neutral-intercept";
  private static final String SLOPE = "neutral-slope";

  /** The column that {@link #fit} reads. */
  static final String LOG_ODDS = "log_odds";

  private static final String FEATURES = "leaning";

  /** Checks the ranges. */
  NeutralRule {
    Ranges.notNegative("the slope of neutral", slope);
    if (!Double.isFinite(intercept)) {
      throw new IllegalArgumentException(
          "the intercept of neutral must be finite, cannot be: " + intercept);
    }
  }

  /**
   * Fits the rule, with MLlib.
   *
   * @param neutral the calibrated {@value #LOG_ODDS} of neutral texts
   * @param polar the same of other texts
   * @param share of neutral texts among those that will be scored, above 0 to below 1
   */
  static NeutralRule fit(Dataset<Row> neutral, Dataset<Row> polar, double share) {
    Dataset<Row> examples =
        examples(neutral, 1, share / neutral.count())
            .unionByName(examples(polar, 0, (1 - share) / polar.count()));
    LogisticRegressionModel model =
        new LogisticRegression()
            .setFeaturesCol(FEATURES)
            .setWeightCol("weight")
            .setFamily("binomial")
            .setStandardization(false)
            .setUpperBoundsOnCoefficients(Matrices.zeros(1, 1))
            .fit(examples);
    return new NeutralRule(model.intercept(), -model.coefficients().apply(0));
  }

  /** The rule of a bundle. */
  static NeutralRule of(Bundle bundle) {
    double intercept = bundle.manifest().number(INTERCEPT);
    double slope = bundle.manifest().number(SLOPE);
    return bundle.make(() -> new NeutralRule(intercept, slope));
  }

  /** What a bundle must hold. */
  Map<String, Double> hyperparameters() {
    return Map.of(INTERCEPT, intercept, SLOPE, slope);
  }

  /** The probabilities of negative, neutral and positive from those of negative and positive. */
  Column posterior(List<Column> polar) {
    Column leaning = abs(logOdds(polar));
    Column neutral = lit(1).divide(exp(leaning.multiply(slope).minus(intercept)).plus(1));
    Column rest = lit(1).minus(neutral);
    return array(polar.get(0).multiply(rest), neutral, polar.get(1).multiply(rest));
  }

  /** The log-odds of positive to negative. */
  static Column logOdds(List<Column> polar) {
    return LogOddsPool.logOdds(polar.get(0), polar.get(1));
  }

  private static Dataset<Row> examples(Dataset<Row> scored, double label, double weight) {
    return new VectorAssembler()
        .setInputCols(new String[] {"distance"})
        .setOutputCol(FEATURES)
        .transform(scored.select(abs(col(LOG_ODDS)).as("distance")))
        .withColumn("label", lit(label))
        .withColumn("weight", lit(weight));
  }
}
