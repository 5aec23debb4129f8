package org.mer.text;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.element_at;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.log;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.storage.StorageLevel;
import org.mer.Polarity;
import org.mer.UsageException;
import org.mer.model.Bundle;
import org.mer.model.CalibratedScorer;
import org.mer.model.TemperatureScaling;
import org.mer.training.Placement;
import org.mer.training.Validation;

/**
 * Makes one text model of several: their networks, with weights of eight bits, and the linear model
 * of n-grams of the first bundle that has one, weighed and calibrated on the validation rows.
 *
 * @param networks the bundles by the name their network gets: what it is, with a number behind it
 *     from the second of its kind on
 * @param baselines the bundle that the baselines are taken from: the first that has n-grams, else
 *     the first
 */
public record TextCombination(Map<String, Bundle> networks, Bundle baselines) {
  /** What a manifest calls the network of a combination. */
  public static final String NETWORK = "ensemble";

  private static final double SMALLEST = 1e-12;

  /** The order of the networks is kept. */
  public TextCombination {
    networks = Collections.unmodifiableMap(new LinkedHashMap<>(networks));
  }

  /**
   * The combination of bundles.
   *
   * @throws UsageException if there is none, or one is an ensemble already
   */
  public static TextCombination of(List<Bundle> bundles) {
    if (bundles.isEmpty()) {
      throw new UsageException("there is no text model to combine: make one with train-text");
    }

    Map<String, Bundle> networks = new LinkedHashMap<>();
    for (Bundle bundle : bundles) {
      String network = bundle.manifest().network();
      if (network.equals(NETWORK)) {
        throw new UsageException(
            "the bundle %s is an ensemble already: name what it was made of"
                .formatted(bundle.folder()));
      }

      networks.put(unused(network, networks), bundle);
    }

    Bundle baselines =
        bundles.stream()
            .filter(one -> one.has(BaselineScorers.weights(Baseline.NGRAMS)))
            .findFirst()
            .orElse(bundles.get(0));
    return new TextCombination(networks, baselines);
  }

  private static String unused(String network, Map<String, Bundle> networks) {
    return Stream.iterate(1, number -> number + 1)
        .map(number -> number == 1 ? network : network + "-" + number)
        .filter(name -> !networks.containsKey(name))
        .findFirst()
        .orElseThrow();
  }

  /**
   * What was combined.
   *
   * @param files of the bundle
   * @param hyperparameters of the bundle
   * @param temperature of the ensemble
   * @param validation how the ensemble does on the rows that its weights were fitted to
   * @param members the same of each member, with weights of eight bits, by name
   */
  public record Fitted(
      Map<String, byte[]> files,
      Map<String, Double> hyperparameters,
      double temperature,
      Validation validation,
      Map<String, Validation> members) {
    /** The weight of a member in the ensemble. */
    public double weight(String member) {
      return hyperparameters.get(TextEnsemble.weight(member));
    }
  }

  /**
   * Fits the weights and the temperature on the validation rows, where they are, and the rule that
   * tells neutral texts on these and a sample.
   *
   * @param neutral texts that are neither positive nor negative, cleaned
   * @param neutralShare of such texts among those that will be scored, above 0 to below 1
   */
  public Fitted fit(LabelledTweets tweets, NeutralSample neutral, double neutralShare) {
    TextBaselines.Fitted held = TextBaselines.Fitted.heldBy(baselines);
    Map<String, byte[]> files = new TreeMap<>(held.files());
    Map<String, Bundle> parts = new LinkedHashMap<>();
    networks.forEach((name, bundle) -> parts.put(name, part(bundle)));
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
      TemperatureScaling calibration = calibration(asked, pool);
      hyperparameters.putAll(
          NeutralRule.fit(
                  logOdds(panel.ask(neutral.rows(asked.sparkSession())), pool, calibration),
                  logOdds(asked, pool, calibration),
                  neutralShare)
              .hyperparameters());
      return new Fitted(
          files,
          hyperparameters,
          calibration.temperature(),
          judged(asked, pool),
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
        member -> figures.put(member, judged(asked, new LogOddsPool(Map.of(member, 1.0), 0))));
    return figures;
  }

  /** A network without the baselines that came with it. */
  private static Bundle part(Bundle bundle) {
    TextBaselines.Fitted held = TextBaselines.Fitted.heldBy(bundle);
    return bundle
        .without(held.files().keySet(), held.hyperparameters().keySet())
        .withWeightBlocks();
  }

  private static TemperatureScaling calibration(Dataset<Row> asked, LogOddsPool pool) {
    return TemperatureScaling.fit(
        asked
            .select(pool.probabilities().as(CalibratedScorer.PROBABILITIES), col("label"))
            .javaRDD()
            .map(
                row ->
                    new TemperatureScaling.Example(
                        row.<Double>getList(0).stream().mapToDouble(Double::doubleValue).toArray(),
                        (int) row.getDouble(1))));
  }

  private static Validation judged(Dataset<Row> asked, LogOddsPool pool) {
    int classes = TweetEncoder.CLASSES.size();
    Column truth = col("label").cast("int");
    Column of = element_at(pool.probabilities(), truth.plus(1));
    Column likeliest = element_at(pool.probabilities(), 2).gt(1.0 / classes).cast("int");
    long[][] confusion = new long[classes][classes];
    double loss = 0;
    for (Row row :
        asked
            .groupBy(truth.as("truth"), likeliest.as("likeliest"))
            .agg(count(lit(1)), sum(log(greatest(of, lit(SMALLEST)))))
            .collectAsList()) {
      confusion[row.getInt(0)][row.getInt(1)] = row.getLong(2);
      loss -= row.getDouble(3);
    }

    return Validation.of(confusion, loss);
  }
}
