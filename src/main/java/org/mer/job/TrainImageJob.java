package org.mer.job;

import com.typesafe.config.Config;
import org.mer.image.Augmentation;
import org.mer.image.Augmentation.Mirroring;
import org.mer.image.ConvolutionalNetwork;
import org.mer.image.FaceEncoder;
import org.mer.image.FaceTask;
import org.mer.table.Table;
import org.mer.training.TrainingTask;
import picocli.CommandLine.Command;

/** Fits the face network. */
@Command(
    name = "train-image",
    description =
        "Fits the face network (CNN) to the faces on the cluster and writes a model bundle.")
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
    FaceTask task = faceTask(section);
    new FaceEncoder(task.augmentation(), task.labelSmoothing());
  }

  @Override
  TrainingTask task(JobContext context, Config section) {
    return faceTask(section).of(context.lake());
  }

  private static FaceTask faceTask(Config section) {
    return new FaceTask(
        new ConvolutionalNetwork(
            section.getInt("channels"), section.getDouble("dropout"), section.getDouble("l2")),
        new Augmentation(
            section.getBoolean("mirror") ? Mirroring.HALF : Mirroring.NEVER,
            section.getInt("shift")),
        section.getDouble("label-smoothing"));
  }
}
