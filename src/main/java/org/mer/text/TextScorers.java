package org.mer.text;

import java.util.List;
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
   * The network of the bundle, calibrated.
   *
   * @throws UsageException if the bundle is none of texts, or its network is unknown
   */
  public static List<Scorer> of(SparkSession spark, Bundle bundle) {
    Manifest manifest = bundle.manifest();
    List<String> classes = TweetEncoder.CLASSES.stream().map(Polarity::label).toList();
    if (!manifest.network().equals(LstmNetwork.NAME) || !manifest.classes().equals(classes)) {
      throw new UsageException(
          "the bundle %s is no text model that this version knows (network '%s')"
              .formatted(bundle.folder(), manifest.network()));
    }

    Vocabulary vocabulary = new Vocabulary(bundle.lines(TextTask.VOCABULARY));
    LstmNetwork definition =
        new LstmNetwork(
            vocabulary.size(),
            manifest.integer("embedding"),
            manifest.integer("units"),
            manifest.number("dropout"));
    return List.of(
        new TextNetworkScorer(
            FittedNetwork.of(definition, bundle),
            vocabulary,
            manifest.integer(TextTask.LONGEST),
            new TemperatureScaling(manifest.temperature()),
            manifest.version()));
  }
}
