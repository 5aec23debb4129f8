package org.mer.text;

import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.mer.Polarity;
import org.mer.UsageException;
import org.mer.model.Bundle;
import org.mer.model.Manifest;
import org.mer.model.Scorer;
import org.mer.model.TemperatureScaling;
import org.mer.training.FittedNetwork;

/** The scorers of a text bundle. */
public final class TextScorers {
  private TextScorers() {}

  /**
   * The network of the bundle, and the baselines that it holds, all calibrated.
   *
   * @throws UsageException if the bundle is none of texts, or its network is unknown
   */
  public static List<Scorer> of(SparkSession spark, Bundle bundle) {
    Manifest manifest = bundle.manifest();
    List<String> classes = TweetEncoder.CLASSES.stream().map(Polarity::label).toList();
    if (!manifest.classes().equals(classes)) {
      throw new UsageException(
          "the bundle %s is no text model that this version knows (classes %s)"
              .formatted(bundle.folder(), manifest.classes()));
    }

    Vocabulary vocabulary = vocabulary(bundle);
    TextNetwork definition = architecture(bundle).over(vocabulary.size());
    Scorer scorer =
        new TextNetworkScorer(
            FittedNetwork.of(definition, bundle),
            vocabulary,
            manifest.integer(TextTask.LONGEST),
            new TemperatureScaling(manifest.temperature()),
            manifest.version());
    return Stream.concat(Stream.of(scorer), BaselineScorers.of(bundle).stream()).toList();
  }

  private static Vocabulary vocabulary(Bundle bundle) {
    return new Vocabulary(
        bundle.lines(TextTask.VOCABULARY), (int) bundle.manifest().numberOr(TextTask.BUCKETS, 0));
  }

  private static TextArchitecture architecture(Bundle bundle) {
    Manifest manifest = bundle.manifest();
    try {
      return new TextArchitecture(manifest.network(), manifest.hyperparameters());
    } catch (IllegalArgumentException e) {
      throw new UsageException(
          "the bundle %s cannot be used: %s; make it again with this version"
              .formatted(bundle.folder(), e.getMessage()),
          e);
    }
  }
}
