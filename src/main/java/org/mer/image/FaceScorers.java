package org.mer.image;

import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.mer.Emotion;
import org.mer.UsageException;
import org.mer.model.Bundle;
import org.mer.model.CalibratedScorer;
import org.mer.model.Manifest;
import org.mer.model.Scorer;
import org.mer.model.TemperatureScaling;
import org.mer.table.Posteriors;
import org.mer.training.FittedNetwork;
import org.mer.training.NetworkScoring;
import org.mer.training.Placement;

/** The scorers of a face bundle. */
public final class FaceScorers {
  private FaceScorers() {}

  /**
   * The network of the bundle, and its baseline, both calibrated.
   *
   * @throws UsageException if the bundle is none of faces, or its network is unknown
   */
  public static List<Scorer> of(Bundle bundle) {
    return of(bundle, Placement.SPREAD);
  }

  /**
   * The network of the bundle seeing other views of a picture than it was calibrated with, and its
   * baseline.
   *
   * @throws UsageException if the bundle is none of faces, or its network is unknown
   */
  public static List<Scorer> of(Bundle bundle, Views views) {
    return of(bundle, views, Placement.SPREAD);
  }

  /**
   * The network of the bundle seeing the views that it was calibrated with, of rows that are placed
   * so, and its baseline.
   *
   * @throws UsageException if the bundle is none of faces, or its network is unknown
   */
  public static List<Scorer> of(Bundle bundle, Placement placement) {
    return of(bundle, calibrated(bundle), placement);
  }

  private static Views calibrated(Bundle bundle) {
    return bundle.make(() -> Views.of(bundle.manifest().integer(FaceTask.VIEWS)));
  }

  private static List<Scorer> of(Bundle bundle, Views views, Placement placement) {
    Manifest manifest = bundle.manifest();
    List<String> classes = Arrays.stream(Emotion.values()).map(Emotion::label).toList();
    if (!manifest.classes().equals(classes)) {
      throw unknown(bundle, null);
    }

    NetworkScoring scoring =
        new NetworkScoring(
            FittedNetwork.of(definition(bundle), bundle), FaceEncoder.forScoring(views));
    GradientClassifier gradients =
        bundle.make(() -> new GradientClassifier(bundle.floats(FaceTask.GRADIENTS)));
    return List.of(
        scorer(
            bundle,
            "face",
            manifest.temperature(),
            faces -> scoring.scoreInPlace(placement.of(faces))),
        scorer(
            bundle, "face/hog", manifest.number(FaceTask.GRADIENTS_TEMPERATURE), gradients::score));
  }

  private static Scorer scorer(
      Bundle bundle, String subject, double temperature, UnaryOperator<Dataset<Row>> scoring) {
    return new CalibratedScorer(
        subject,
        bundle.version(),
        bundle.make(() -> new TemperatureScaling(temperature)),
        bundle.manifest().classes(),
        Posteriors.EMOTIONS,
        scoring);
  }

  private static FaceNetwork definition(Bundle bundle) {
    Manifest manifest = bundle.manifest();
    FaceArchitecture architecture = architecture(bundle);
    return bundle.make(
        () ->
            new FaceNetwork(
                architecture,
                manifest.integer("channels"),
                manifest.number("dropout"),
                manifest.number("l2")));
  }

  private static FaceArchitecture architecture(Bundle bundle) {
    try {
      return FaceArchitecture.named(bundle.manifest().network());
    } catch (IllegalArgumentException e) {
      throw unknown(bundle, e);
    }
  }

  private static UsageException unknown(Bundle bundle, IllegalArgumentException cause) {
    return new UsageException(
        "the bundle %s is no face model that this version knows (network '%s')"
            .formatted(bundle.folder(), bundle.manifest().network()),
        cause);
  }
}
