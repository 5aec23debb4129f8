package org.mer.image;

import static org.apache.spark.sql.functions.col;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.storage.StorageLevel;
import org.mer.Emotion;
import org.mer.UsageException;
import org.mer.model.Bundle;
import org.mer.model.CalibratedScorer;
import org.mer.model.Members;
import org.mer.training.Combined;
import org.mer.training.Placement;
import org.mer.training.Validation;
import org.mer.training.Validator;

/**
 * Makes one face model of several: their networks, with weights of eight bits, and the baseline of
 * the first bundle, calibrated on the validation faces.
 *
 * @param members the bundles of the networks, at least two
 * @param views what scoring with them sees of a picture
 */
public record FaceCombination(Members members, Views views) {
  /**
   * The combination of bundles.
   *
   * @throws UsageException if there are less than two, or one is an ensemble already
   */
  public static FaceCombination of(List<Bundle> bundles, Views views) {
    if (bundles.size() < 2) {
      throw new UsageException(
          "a face model is made of two networks at least, there is one of %d: name the folders of both, such as of two trainings with another seed"
              .formatted(bundles.size()));
    }

    return new FaceCombination(Members.of(bundles), views);
  }

  /** Judges each member and the ensemble on the validation faces, and calibrates the ensemble. */
  public Combined fit(LabelledFaces faces) {
    Bundle first = members.bundles().values().iterator().next();
    Map<String, byte[]> files = new TreeMap<>();
    files.put(FaceTask.GRADIENTS, first.bytes(FaceTask.GRADIENTS));
    Map<String, Bundle> parts = new LinkedHashMap<>();
    members.bundles().forEach((name, bundle) -> parts.put(name, part(bundle)));
    parts.forEach((name, part) -> files.putAll(part.asPart(name)));
    FaceEnsemble ensemble = FaceEnsemble.of(new Members(parts), views);
    Validator validator = new Validator(FaceEncoder.forScoring(views), Emotion.COUNT);
    Dataset<Row> asked =
        ensemble
            .ask(Placement.SPREAD.of(faces.validation().select("emotion", "pixels")))
            .drop("pixels")
            .persist(StorageLevel.MEMORY_AND_DISK());
    try {
      Map<String, Validation> alone = new LinkedHashMap<>();
      parts
          .keySet()
          .forEach(
              name ->
                  alone.put(name, validator.validate(said(asked, col(FaceEnsemble.column(name))))));
      Dataset<Row> together = said(asked, ensemble.probabilities());
      return new Combined(
          files,
          Map.of(
              FaceTask.VIEWS,
              (double) views.distortions().size(),
              FaceTask.GRADIENTS_TEMPERATURE,
              first.manifest().number(FaceTask.GRADIENTS_TEMPERATURE)),
          validator.calibrate(together).temperature(),
          validator.validate(together),
          alone);
    } finally {
      asked.unpersist();
    }
  }

  private static Dataset<Row> said(Dataset<Row> asked, Column probabilities) {
    return asked.select(col("emotion"), probabilities.as(CalibratedScorer.PROBABILITIES));
  }

  /** A network without the baseline that came with it. */
  private static Bundle part(Bundle bundle) {
    return bundle
        .without(Set.of(FaceTask.GRADIENTS), Set.of(FaceTask.GRADIENTS_TEMPERATURE))
        .withWeightBlocks();
  }
}
