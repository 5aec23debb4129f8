package org.mer.image;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.mer.Emotion;
import org.mer.UsageException;
import org.mer.model.Bundle;
import org.mer.model.CalibratedScorer;
import org.mer.model.Members;
import org.mer.model.Scorer;
import org.mer.model.TemperatureScaling;
import org.mer.table.Posteriors;
import org.mer.training.NetworkScoring;
import org.mer.training.Placement;

/** The scorers of a face bundle. */
public final class FaceScorers {
  private static final String SUBJECT = "face";

  private FaceScorers() {}

  /**
   * What the bundle holds, all calibrated: first the network or the ensemble, then the members of
   * the ensemble, and the baseline.
   *
   * @throws UsageException if the bundle is none of faces, or its network is unknown
   */
  public static List<Scorer> of(Bundle bundle) {
    return of(bundle, Placement.SPREAD);
  }

  /**
   * The same, seeing other views of a picture than it was calibrated with.
   *
   * @throws UsageException if the bundle is none of faces, or its network is unknown
   */
  public static List<Scorer> of(Bundle bundle, Views views) {
    return of(bundle, views, Placement.SPREAD);
  }

  /**
   * The same, seeing the views that it was calibrated with, of rows that are placed so.
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
    checkClasses(bundle);
    Map<String, Bundle> parts = new LinkedHashMap<>();
    bundle.parts().forEach(name -> parts.put(name, bundle.part(name)));
    List<Scorer> scorers = new ArrayList<>();
    if (bundle.manifest().network().equals(Members.ENSEMBLE)) {
      FaceEnsemble ensemble = FaceEnsemble.of(new Members(parts), views);
      scorers.add(scorer(bundle, SUBJECT, faces -> ensemble.score(placement.of(faces))));
      parts.forEach(
          (name, part) -> scorers.add(network(part, SUBJECT + "/" + name, views, placement)));
    } else {
      scorers.add(network(bundle, SUBJECT, views, placement));
    }

    if (bundle.has(FaceTask.GRADIENTS)) {
      scorers.add(gradients(bundle));
    }

    return scorers;
  }

  private static void checkClasses(Bundle bundle) {
    List<String> classes = Arrays.stream(Emotion.values()).map(Emotion::label).toList();
    if (!bundle.manifest().classes().equals(classes)) {
      throw new UsageException(
          "the bundle %s is no face model that this version knows (classes %s)"
              .formatted(bundle.folder(), bundle.manifest().classes()));
    }
  }

  private static Scorer network(Bundle bundle, String subject, Views views, Placement placement) {
    NetworkScoring scoring =
        new NetworkScoring(FaceNetwork.heldBy(bundle), FaceEncoder.forScoring(views));
    return scorer(bundle, subject, faces -> scoring.scoreInPlace(placement.of(faces)));
  }

  private static Scorer gradients(Bundle bundle) {
    GradientClassifier gradients =
        bundle.make(() -> new GradientClassifier(bundle.floats(FaceTask.GRADIENTS)));
    return scorer(
        bundle,
        "face/hog",
        bundle.manifest().number(FaceTask.GRADIENTS_TEMPERATURE),
        gradients::score);
  }

  private static Scorer scorer(Bundle bundle, String subject, UnaryOperator<Dataset<Row>> scoring) {
    return scorer(bundle, subject, bundle.manifest().temperature(), scoring);
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
}
