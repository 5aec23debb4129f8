package org.mer.image;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.mer.Emotion;
import org.mer.UsageException;
import org.mer.model.Bundle;
import org.mer.table.Lake;
import org.mer.training.Beginning;
import org.mer.training.MinibatchEncoder;
import org.mer.training.Mixup;
import org.mer.training.NetworkDefinition;
import org.mer.training.TrainingTask;
import org.mer.training.WeightedClasses;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the image branch brings to be trained: the network, and with it the baseline that it has to
 * beat, which is fitted at once.
 *
 * @param network the network
 * @param augmentation what is done to pictures in learning
 * @param labelSmoothing the share of a label that is spread over all classes, 0 to below 1
 * @param growth how large pictures are in the course of a training
 * @param mixup how examples are blended, see {@link Mixup}; 0 for not at all
 * @param classBalance 0 counts every picture the same, 1 every emotion, see {@link WeightedClasses}
 * @param views what scoring with the finished network sees of a picture
 */
public record FaceTask(
    FaceNetwork network,
    Augmentation augmentation,
    double labelSmoothing,
    Growth growth,
    double mixup,
    double classBalance,
    Views views) {
  /** The hyper-parameter that tells how many views of a picture a score is the mean of. */
  static final String VIEWS = "views";

  /** The bundle's file of the baseline's weights, and the hyper-parameter of its temperature. */
  static final String GRADIENTS = "gradients.f32";

  static final String GRADIENTS_TEMPERATURE = "gradients-temperature";

  private static final Logger LOG = LoggerFactory.getLogger(FaceTask.class);
  private static final String EMOTION = "emotion";

  /** Checks the ranges. */
  public FaceTask {
    if (!(classBalance >= 0 && classBalance <= 1)) {
      throw new IllegalArgumentException(
          "class-balance must be 0 to 1, cannot be: " + classBalance);
    }

    encoder(augmentation, labelSmoothing, growth, mixup);
  }

  /**
   * The task on the labelled faces of a lake.
   *
   * @param first the bundle whose weights learning begins with
   * @throws UsageException if its network is another
   */
  public TrainingTask of(Lake lake, Optional<Bundle> first) {
    LabelledFaces faces = LabelledFaces.of(lake);
    Dataset<Row> training = columns(faces.training());
    Dataset<Row> validation = columns(faces.validation());
    LOG.info("fits the baseline: logistic regression on histograms of oriented gradients");
    GradientClassifier baseline = GradientClassifier.fit(training);
    Map<String, Double> hyperparameters = new TreeMap<>(network.hyperparameters());
    hyperparameters.put(VIEWS, (double) views.distortions().size());
    hyperparameters.put(GRADIENTS_TEMPERATURE, baseline.calibrate(validation).temperature());
    return new TrainingTask(
        "face",
        EMOTION,
        emotions(),
        definition(training),
        first.map(bundle -> Beginning.of(network, bundle)).orElse(Beginning.RANDOM),
        hyperparameters,
        encoder(augmentation, labelSmoothing, growth, mixup),
        FaceEncoder.forScoring(views),
        training,
        validation,
        Map.of(GRADIENTS, Bundle.bytes(baseline.weights())),
        List.of());
  }

  private NetworkDefinition definition(Dataset<Row> training) {
    if (classBalance == 0) {
      return network;
    }

    // An emotion without a picture is refused before anything is learned.
    Map<String, Long> counts = new HashMap<>();
    emotions().forEach(emotion -> counts.put(emotion, 1L));
    training
        .groupBy(EMOTION)
        .count()
        .collectAsList()
        .forEach(row -> counts.put(row.getString(0), row.getLong(1)));
    return WeightedClasses.balanced(network, emotions(), counts, classBalance);
  }

  private static MinibatchEncoder encoder(
      Augmentation augmentation, double labelSmoothing, Growth growth, double mixup) {
    FaceEncoder encoder = FaceEncoder.forLearning(augmentation, labelSmoothing, growth);
    return mixup == 0 ? encoder : new Mixup(encoder, mixup);
  }

  private static List<String> emotions() {
    return Arrays.stream(Emotion.values()).map(Emotion::label).toList();
  }

  private static Dataset<Row> columns(Dataset<Row> faces) {
    return faces.select("id", EMOTION, "pixels");
  }
}
