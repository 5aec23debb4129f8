package org.mer.job;

import com.typesafe.config.Config;
import java.util.Optional;
import org.mer.image.Augmentation;
import org.mer.image.Augmentation.Erasing;
import org.mer.image.FaceArchitecture;
import org.mer.image.FaceNetwork;
import org.mer.image.FaceTask;
import org.mer.image.Growth;
import org.mer.image.Views;
import org.mer.model.Bundle;
import org.mer.table.Table;
import org.mer.training.TrainingTask;
import picocli.CommandLine.Command;

/** Fits the face network. */
@Command(
    name = "train-image",
    description = "Fits the face network to the faces on the cluster and writes a model bundle.")
final class TrainImageJob extends TrainJob {
  @Override
  Table table() {
    return Table.FACES;
  }

  @Override
  String validationPart() {
    return "PublicTest";
  }

  @Override
  String section() {
    return "image";
  }

  @Override
  String filledBy() {
    return "jobs/ingest-faces.sh";
  }

  @Override
  void checkSettings(Config section) {
    faceTask(section);
  }

  @Override
  TrainingTask task(JobContext context, Config section, Optional<Bundle> first) {
    return faceTask(section).of(context.lake(), first);
  }

  private static FaceTask faceTask(Config section) {
    return new FaceTask(
        new FaceNetwork(
            FaceArchitecture.named(section.getString("network")),
            section.getInt("channels"),
            section.getDouble("dropout"),
            section.getDouble("l2")),
        augmentation(section.getConfig("augmentation")),
        section.getDouble("label-smoothing"),
        growth(section.getConfig("growth")),
        section.getDouble("mixup"),
        section.getDouble("class-balance"),
        Views.named(section.getString("views")));
  }

  private static Growth growth(Config section) {
    return new Growth(section.getInt("smallest"), section.getDouble("until"));
  }

  private static Augmentation augmentation(Config section) {
    Config erasing = section.getConfig("erasing");
    return new Augmentation(
        section.getDouble("mirroring"),
        section.getInt("shift"),
        section.getDouble("rotation"),
        section.getDouble("scale"),
        section.getDouble("brightness"),
        section.getDouble("contrast"),
        new Erasing(
            erasing.getDouble("share"),
            erasing.getDouble("smallest"),
            erasing.getDouble("largest")));
  }
}
