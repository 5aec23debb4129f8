package org.mer.text;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.mer.model.Bundle;
import org.mer.model.TemperatureScaling;
import org.mer.training.Exhibit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which baselines are fitted together with a network, and how; each is calibrated on the validation
 * rows.
 *
 * @param wanted which ones
 * @param recipe how those of n-grams are fitted
 */
public record TextBaselines(Set<Baseline> wanted, NGramRecipe recipe) {
  /** The bundle's file of the most telling n-grams: {@link TellingNGrams#lines}. */
  static final String TELLING = "telling-words.tsv";

  private static final Logger LOG = LoggerFactory.getLogger(TextBaselines.class);

  /** An unmodifiable copy. */
  public TextBaselines {
    wanted = Set.copyOf(wanted);
  }

  /**
   * What a bundle holds of baselines.
   *
   * @param files by name
   * @param hyperparameters by name
   * @param exhibits for the report
   */
  record Fitted(
      Map<String, byte[]> files, Map<String, Double> hyperparameters, List<Exhibit> exhibits) {
    /** Of no baseline yet. */
    private Fitted() {
      this(new TreeMap<>(), new TreeMap<>(), new ArrayList<>());
    }

    /** Those that a bundle holds. */
    static Fitted heldBy(Bundle bundle) {
      Fitted held = new Fitted();
      for (Baseline baseline : Baseline.values()) {
        bundle
            .manifest()
            .hyperparameters()
            .forEach(
                (name, value) -> {
                  if (name.startsWith(baseline.parameter(""))) {
                    held.hyperparameters.put(name, value);
                  }
                });
      }

      Stream.concat(
              Stream.of(BaselineScorers.KNOWN, BaselineScorers.VALENCES, TELLING),
              Arrays.stream(Baseline.values()).map(BaselineScorers::weights))
          .filter(bundle::has)
          .forEach(file -> held.files.put(file, bundle.bytes(file)));
      return held;
    }

    private void add(Baseline baseline, NGramModel model) {
      files.put(BaselineScorers.KNOWN, model.known().bytes());
      files.put(BaselineScorers.weights(baseline), model.weights().levels());
      hyperparameters.put(baseline.parameter("longest"), (double) model.ngrams().longest());
      hyperparameters.put(baseline.parameter("bits"), (double) model.ngrams().bits());
      hyperparameters.put(baseline.parameter("largest"), model.weights().largest());
      hyperparameters.put(baseline.parameter("intercept"), model.intercept());
    }

    private void add(TellingNGrams telling, int minimumTexts) {
      files.put(TELLING, Bundle.bytes(telling.lines()));
      exhibits.add(telling.exhibit(minimumTexts));
    }

    private void add(ValenceLexicon lexicon) {
      files.put(BaselineScorers.VALENCES, Bundle.bytes(lexicon.lines()));
      hyperparameters.put(Baseline.LEXICON.parameter("slope"), lexicon.slope());
      hyperparameters.put(Baseline.LEXICON.parameter("intercept"), lexicon.intercept());
    }
  }

  /**
   * Fits them on the cluster.
   *
   * @param training rows with {@code polarity} and {@code text}, to fit them to
   * @param validation the same, to calibrate them on
   */
  Fitted fit(Dataset<Row> training, Dataset<Row> validation) {
    Fitted fitted = new Fitted();
    if (wanted.isEmpty()) {
      return fitted;
    }

    try (LabelledTexts texts = LabelledTexts.of(training);
        LabelledTexts judged = LabelledTexts.of(validation)) {
      if (!texts.haveBothClasses() || !judged.haveBothClasses()) {
        // Nothing can be learned from these; the job says so, of the network as well.
        return fitted;
      }

      if (wanted.contains(Baseline.LEXICON)) {
        Instant start = Instant.now();
        ValenceLexicon lexicon = ValenceLexicon.vader().fitted(texts);
        fitted.add(lexicon);
        calibrate(Baseline.LEXICON, lexicon, judged, fitted, start);
      }

      if (wanted.contains(Baseline.NGRAMS) || wanted.contains(Baseline.NAIVE_BAYES)) {
        fitNGrams(texts, judged, fitted);
      }
    }

    return fitted;
  }

  private void fitNGrams(LabelledTexts texts, LabelledTexts judged, Fitted fitted) {
    Instant start = Instant.now();
    NGramCounts counts = recipe.counts(texts);
    KnownNGrams known = recipe.known(counts);
    LOG.info(
        "{} n-grams of up to {} tokens are features ({} s)",
        known.size(),
        recipe.longest(),
        since(start));
    NGramModel bayes = recipe.naiveBayes(texts, known);
    if (wanted.contains(Baseline.NAIVE_BAYES)) {
      fitted.add(Baseline.NAIVE_BAYES, bayes);
      calibrate(Baseline.NAIVE_BAYES, bayes, judged, fitted, start);
    }

    if (wanted.contains(Baseline.NGRAMS)) {
      NGramModel regression = recipe.regression(texts, bayes);
      fitted.add(Baseline.NGRAMS, regression);
      calibrate(Baseline.NGRAMS, regression, judged, fitted, start);
      fitted.add(
          TellingNGrams.of(regression, counts, texts, recipe.tellingTexts()),
          recipe.tellingTexts());
    }
  }

  private static void calibrate(
      Baseline baseline, PolarityModel model, LabelledTexts judged, Fitted fitted, Instant start) {
    JavaRDD<TemperatureScaling.Example> examples = judged.scored(model);
    double temperature = TemperatureScaling.fit(examples).temperature();
    fitted.hyperparameters().put(BaselineScorers.temperature(baseline), temperature);
    long right =
        examples
            .filter(one -> one.probabilities()[one.truth()] > 1.0 / TweetEncoder.CLASSES.size())
            .count();
    LOG.info(
        "fitted the baseline {} in {} s: {} of {} validation tweets right, temperature {}",
        baseline.subject(),
        since(start),
        right,
        judged.rows().count(),
        "%.2f".formatted(temperature));
  }

  private static long since(Instant start) {
    return Duration.between(start, Instant.now()).toSeconds();
  }
}
