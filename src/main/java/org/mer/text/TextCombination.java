package org.mer.text;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.when;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.storage.StorageLevel;
import org.mer.Polarity;
import org.mer.UsageException;
import org.mer.model.Bundle;
import org.mer.model.CalibratedScorer;
import org.mer.model.Members;
import org.mer.model.TemperatureScaling;
import org.mer.training.Combined;
import org.mer.training.Placement;
import org.mer.training.Validation;
import org.mer.training.Validator;

/**
 * Makes one text model of several: their networks, with weights of eight bits, and the linear model
 * of n-grams of the first bundle that has one, weighed and calibrated on the validation rows.
 *
 * @param members the bundles of the networks
 * @param baselines the bundle that the baselines are taken from: the first that has n-grams, else
 *     the first
 */
public record TextCombination(Members members, Bundle baselines) {
  private static final Validator VALIDATOR =
      new Validator(TweetEncoder.forScoring(), TweetEncoder.CLASSES.size());

  /**
   * The combination of bundles.
   *
   * @throws UsageException if there is none, or one is an ensemble already
   */
  public static TextCombination of(List<Bundle> bundles) {
    if (bundles.isEmpty()) {
      throw new UsageException("there is no text model to combine: make one with train-text");
    }

    Bundle baselines =
        bundles.stream()
            .filter(one -> one.has(BaselineScorers.weights(Baseline.NGRAMS)))
            .findFirst()
            .orElse(bundles.get(0));
    return new TextCombination(Members.of(bundles), baselines);
  }

  /** The weight of a member in an ensemble that was fitted. */
  public static double weight(Combined fitted, String member) {
    return fitted.hyperparameters().get(TextEnsemble.weight(member));
  }

  /**
   * Fits the weights and the temperature on the validation rows, where they are, and the rule that
   * tells neutral texts on these and a sample.
   *
   * @param neutral texts that are neither positive nor negative, cleaned
   * @param neutralShare of such texts among those that will be scored, above 0 to below 1
   */
  public Combined fit(LabelledTweets tweets, NeutralSample neutral, double neutralShare) {
    TextBaselines.Fitted held = TextBaselines.Fitted.heldBy(baselines);
    Map<String, byte[]> files = new TreeMap<>(held.files());
    Map<String, Bundle> parts = new LinkedHashMap<>();
    members.bundles().forEach((name, bundle) -> parts.put(name, part(bundle)));
    parts.forEach((name, part) -> files.putAll(part.asPart(name)));
    TextPanel panel =
        TextPanel.of(
            parts,
            BaselineScorers.of(baselines).stream()
                .filter(one -> one.subject().equals(Baseline.NGRAMS.subject()))
                .toList());
    Dataset<Row> asked =
        panel
            .ask(Placement.SPREAD.of(tweets.validation().select("polarity", "text")))
            .withColumn(
                "label",
                when(col("polarity").equalTo(Polarity.POSITIVE.label()), 1.0).otherwise(0.0))
            .persist(StorageLevel.MEMORY_AND_DISK());
    try {
      Map<String, Double> hyperparameters = new TreeMap<>(held.hyperparameters());
      LogOddsPool pool = LogOddsPool.fit(asked, panel.names());
      hyperparameters.putAll(new TextEnsemble(panel, pool, Placement.SPREAD).hyperparameters());
      TemperatureScaling calibration = VALIDATOR.calibrate(pooled(asked, pool));
      hyperparameters.putAll(
          NeutralRule.fit(
                  logOdds(panel.ask(neutral.rows(asked.sparkSession())), pool, calibration),
                  logOdds(asked, pool, calibration),
                  neutralShare)
              .hyperparameters());
      return new Combined(
          files,
          hyperparameters,
          calibration.temperature(),
          VALIDATOR.validate(pooled(asked, pool)),
          judgedAlone(asked, pool.weights().keySet()));
    } finally {
      asked.unpersist();
    }
  }

  private static Dataset<Row> logOdds(
      Dataset<Row> asked, LogOddsPool pool, TemperatureScaling calibration) {
    return asked.select(
        NeutralRule.logOdds(calibration.apply(pool.probabilities(), TweetEncoder.CLASSES.size()))
            .as(NeutralRule.LOG_ODDS));
  }

  private static Map<String, Validation> judgedAlone(Dataset<Row> asked, Set<String> members) {
    Map<String, Validation> figures = new LinkedHashMap<>();
    members.forEach(
        member ->
            figures.put(
                member,
                VALIDATOR.validate(pooled(asked, new LogOddsPool(Map.of(member, 1.0), 0)))));
    return figures;
  }

  /** A network without the baselines that came with it. */
  private static Bundle part(Bundle bundle) {
    TextBaselines.Fitted held = TextBaselines.Fitted.heldBy(bundle);
    return bundle
        .without(held.files().keySet(), held.hyperparameters().keySet())
        .withWeightBlocks();
  }

  /** What the members say as an ensemble of these weights says it. */
  private static Dataset<Row> pooled(Dataset<Row> asked, LogOddsPool pool) {
    return asked.select(pool.probabilities().as(CalibratedScorer.PROBABILITIES), col("polarity"));
  }
}
