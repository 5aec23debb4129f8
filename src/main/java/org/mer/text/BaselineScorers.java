package org.mer.text;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.udf;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.types.DataTypes;
import org.mer.UsageException;
import org.mer.model.Bundle;
import org.mer.model.CalibratedScorer;
import org.mer.model.Manifest;

/** The baselines of a text bundle. */
final class BaselineScorers {
  /** The bundle's file of the n-grams that are known, one bit each. */
  static final String KNOWN = "ngrams.bits";

  /** The bundle's file of the lexicon: a word, a tab and its valence a line. */
  static final String VALENCES = "lexicon.tsv";

  private BaselineScorers() {}

  /** The bundle's file of a baseline's weights, a byte each. */
  static String weights(Baseline baseline) {
    return baseline.label() + ".i8";
  }

  /** The hyper-parameter that a bundle with a baseline has. */
  static String temperature(Baseline baseline) {
    return baseline.parameter("temperature");
  }

  /**
   * Those that the bundle holds, calibrated; older bundles hold none.
   *
   * @throws UsageException if a part of one is missing or cannot be used
   */
  static List<CalibratedScorer> of(Bundle bundle) {
    Map<String, Double> held = bundle.manifest().hyperparameters();
    return Arrays.stream(Baseline.values())
        .filter(baseline -> held.containsKey(temperature(baseline)))
        .map(baseline -> scorer(baseline, bundle))
        .toList();
  }

  private static CalibratedScorer scorer(Baseline baseline, Bundle bundle) {
    PolarityModel model =
        bundle.make(
            () -> baseline == Baseline.LEXICON ? lexicon(bundle) : ngrams(baseline, bundle));
    return TextScorers.scorer(
        bundle,
        baseline.subject(),
        bundle.manifest().number(temperature(baseline)),
        tweets -> withProbabilities(tweets, model));
  }

  private static Dataset<Row> withProbabilities(Dataset<Row> tweets, PolarityModel model) {
    Broadcast<PolarityModel> shared =
        JavaSparkContext.fromSparkContext(tweets.sparkSession().sparkContext()).broadcast(model);
    UDF1<String, double[]> probabilities = text -> shared.value().probabilities(text);
    return tweets.withColumn(
        CalibratedScorer.PROBABILITIES,
        udf(probabilities, DataTypes.createArrayType(DataTypes.DoubleType, false))
            .apply(col("text")));
  }

  private static PolarityModel lexicon(Bundle bundle) {
    Manifest manifest = bundle.manifest();
    return ValenceLexicon.of(
        bundle.lines(VALENCES),
        manifest.number(Baseline.LEXICON.parameter("slope")),
        manifest.number(Baseline.LEXICON.parameter("intercept")));
  }

  private static PolarityModel ngrams(Baseline baseline, Bundle bundle) {
    Manifest manifest = bundle.manifest();
    return new NGramModel(
        new NGrams(
            manifest.integer(baseline.parameter("longest")),
            manifest.integer(baseline.parameter("bits"))),
        KnownNGrams.of(bundle.bytes(KNOWN)),
        new QuantizedWeights(
            bundle.bytes(weights(baseline)), manifest.number(baseline.parameter("largest"))),
        manifest.number(baseline.parameter("intercept")));
  }
}
