package org.mer.text;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.exp;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.udf;

import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.types.DataTypes;
import org.mer.Polarity;
import org.mer.model.Scorer;
import org.mer.model.TemperatureScaling;

/**
 * Scores tweets with a baseline; reads the column {@code text}. Knows no neutral: its probability
 * is 0.
 */
final class BaselineScorer implements Scorer {
  private static final String LOG_ODDS = "log_odds";
  private static final String POSITIVE = "positive_probability";

  private final String subject;
  private final String version;
  private final PolarityModel model;
  private final TemperatureScaling calibration;

  BaselineScorer(
      String subject, String version, PolarityModel model, TemperatureScaling calibration) {
    this.subject = subject;
    this.version = version;
    this.model = model;
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
    Broadcast<PolarityModel> shared =
        JavaSparkContext.fromSparkContext(rows.sparkSession().sparkContext()).broadcast(model);
    UDF1<String, Double> logOdds = text -> shared.value().logOdds(text);
    // Two classes: dividing their logits by the temperature divides the log-odds.
    Column cooled = col(LOG_ODDS).divide(temperature());
    return rows.withColumn(LOG_ODDS, udf(logOdds, DataTypes.DoubleType).apply(col("text")))
        .withColumn(POSITIVE, lit(1.0).divide(exp(cooled.multiply(-1)).plus(1)))
        .withColumn(
            "posterior",
            struct(
                lit(1.0).minus(col(POSITIVE)).as(Polarity.NEGATIVE.label()),
                lit(0.0).as(Polarity.NEUTRAL.label()),
                col(POSITIVE).as(Polarity.POSITIVE.label())))
        .drop(LOG_ODDS, POSITIVE);
  }
}
