package org.mer.text;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.mer.UsageException;
import org.mer.model.Bundle;
import org.mer.model.Manifest;
import org.mer.model.Scorer;
import org.mer.model.TemperatureScaling;

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
  static List<Scorer> of(Bundle bundle) {
    Map<String, Double> held = bundle.manifest().hyperparameters();
    return Arrays.stream(Baseline.values())
        .filter(baseline -> held.containsKey(temperature(baseline)))
        .map(baseline -> scorer(baseline, bundle))
        .toList();
  }

  private static Scorer scorer(Baseline baseline, Bundle bundle) {
    Manifest manifest = bundle.manifest();
    try {
      return new BaselineScorer(
          baseline.subject(),
          manifest.version(),
          baseline == Baseline.LEXICON ? lexicon(bundle) : ngrams(baseline, bundle),
          new TemperatureScaling(manifest.number(temperature(baseline))));
    } catch (IllegalArgumentException e) {
      throw new UsageException(
          "the bundle %s cannot be used: %s; make it again with this version"
              .formatted(bundle.folder(), e.getMessage()),
          e);
    }
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
