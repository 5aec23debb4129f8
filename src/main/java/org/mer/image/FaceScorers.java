package org.mer.image;

import java.util.Arrays;
import java.util.List;
import org.mer.Emotion;
import org.mer.UsageException;
import org.mer.model.Bundle;
import org.mer.model.Manifest;
import org.mer.model.Scorer;
import org.mer.model.TemperatureScaling;
import org.mer.training.FittedNetwork;
import org.mer.training.NetworkScoring;

/** The scorers of a face bundle. */
public final class FaceScorers {
  private FaceScorers() {}

  /**
   * The network of the bundle, and its baseline, both calibrated.
   *
   * @throws UsageException if the bundle is none of faces, or its network is unknown
   */
  public static List<Scorer> of(Bundle bundle) {
    return of(bundle, views(bundle));
  }

  /**
   * The network of the bundle seeing other views of a picture than it was calibrated with, and its
   * baseline.
   *
   * @throws UsageException if the bundle is none of faces, or its network is unknown
   */
  public static List<Scorer> of(Bundle bundle, Views views) {
    Manifest manifest = bundle.manifest();
    List<String> classes = Arrays.stream(Emotion.values()).map(Emotion::label).toList();
    if (!manifest.classes().equals(classes)) {
      throw unknown(bundle, null);
    }

    FaceNetwork definition =
        new FaceNetwork(
            architecture(bundle),
            manifest.integer("channels"),
            manifest.number("dropout"),
            manifest.number("l2"));
    FittedNetwork network = FittedNetwork.of(definition, bundle);
    FaceEncoder encoder = FaceEncoder.forScoring(views);
    return List.of(
        new FaceScorer(
            "face",
            manifest.version(),
            faces -> new NetworkScoring(network, encoder).score(faces),
            new TemperatureScaling(manifest.temperature())),
        new FaceScorer(
            "face/hog",
            manifest.version(),
            gradients(bundle)::score,
            new TemperatureScaling(manifest.number(FaceTask.GRADIENTS_TEMPERATURE))));
  }

  private static FaceArchitecture architecture(Bundle bundle) {
    try {
      return FaceArchitecture.named(bundle.manifest().network());
    } catch (IllegalArgumentException e) {
      throw unknown(bundle, e);
    }
  }

  private static GradientClassifier gradients(Bundle bundle) {
    try {
      return new GradientClassifier(bundle.floats(FaceTask.GRADIENTS));
    } catch (IllegalArgumentException e) {
      throw unusable(bundle, e);
    }
  }

  private static Views views(Bundle bundle) {
    try {
      return Views.of(bundle.manifest().integer(FaceTask.VIEWS));
    } catch (IllegalArgumentException e) {
      throw unusable(bundle, e);
    }
  }

  private static UsageException unknown(Bundle bundle, IllegalArgumentException cause) {
    return new UsageException(
        "the bundle %s is no face model that this version knows (network '%s')"
            .formatted(bundle.folder(), bundle.manifest().network()),
        cause);
  }

  private static UsageException unusable(Bundle bundle, IllegalArgumentException cause) {
    return new UsageException(
        "the bundle %s cannot be used: %s; make it again with this version"
            .formatted(bundle.folder(), cause.getMessage()),
        cause);
  }
}
