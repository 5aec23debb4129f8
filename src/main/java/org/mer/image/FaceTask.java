package org.mer.image;

import java.util.Arrays;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.mer.Emotion;
import org.mer.table.Lake;
import org.mer.training.TrainingTask;

/**
 * What the image branch brings to be trained.
 *
 * @param network the network
 * @param augmentation what is done to pictures in learning
 * @param labelSmoothing the share of a label that is spread over all classes, 0 to below 1
 */
public record FaceTask(
    ConvolutionalNetwork network, Augmentation augmentation, double labelSmoothing) {
  /** The task on the labelled faces of a lake. */
  public TrainingTask of(Lake lake) {
    LabelledFaces faces = LabelledFaces.of(lake);
    return new TrainingTask(
        "face",
        "emotion",
        Arrays.stream(Emotion.values()).map(Emotion::label).toList(),
        network,
        network.hyperparameters(),
        new FaceEncoder(augmentation, labelSmoothing),
        columns(faces.training()),
        columns(faces.validation()),
        Map.of());
  }

  private static Dataset<Row> columns(Dataset<Row> faces) {
    return faces.select("id", "emotion", "pixels");
  }
}
