package org.mer.image;

import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.mer.Emotion;
import org.mer.training.MinibatchEncoder;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Faces as tensors of shape [batch, 48, 48, 1]. Each picture is standardised by itself: its mean is
 * subtracted and it is divided by its standard deviation, so that neither light nor contrast of the
 * photograph matters.
 *
 * @param augmentation what learning sees instead of the picture as it is
 * @param labelSmoothing the share of a label that is spread over all classes, 0 to below 1 (Szegedy
 *     et al. 2016)
 * @param growth how large pictures are in learning
 * @param side of the pictures that are learned from now, in pixels
 * @param views what scoring sees of a picture
 */
public record FaceEncoder(
    Augmentation augmentation, double labelSmoothing, Growth growth, int side, Views views)
    implements MinibatchEncoder {
  /** Height and width of a face in pixels. */
  public static final int SIDE = 48;

  private static final int PIXELS = SIDE * SIDE;

  /** A blank picture would be divided by zero. */
  private static final double LEAST_DEVIATION = 1;

  /** Checks the smoothing. */
  public FaceEncoder {
    if (!(labelSmoothing >= 0 && labelSmoothing < 1)) {
      throw new IllegalArgumentException(
          "label-smoothing must be 0 to below 1, cannot be: " + labelSmoothing);
    }
  }

  /** An encoder that only scores. */
  public static FaceEncoder forScoring(Views views) {
    return new FaceEncoder(Augmentation.NONE, 0, Growth.NONE, SIDE, views);
  }

  /** An encoder to learn with, which judges by pictures as they are. */
  public static FaceEncoder forLearning(
      Augmentation augmentation, double labelSmoothing, Growth growth) {
    return new FaceEncoder(augmentation, labelSmoothing, growth, SIDE, Views.PLAIN);
  }

  @Override
  public int length(Row row) {
    return 1;
  }

  @Override
  public int label(Row row) {
    String label = row.getAs("emotion");
    return Emotion.ofLabel(label)
        .orElseThrow(() -> new IllegalArgumentException("unknown emotion: " + label))
        .ordinal();
  }

  @Override
  public DataSet training(List<Row> rows, RandomGenerator random) {
    float[] labels = new float[rows.size() * Emotion.COUNT];
    Arrays.fill(labels, (float) (labelSmoothing / Emotion.COUNT));
    for (int i = 0; i < rows.size(); i++) {
      labels[i * Emotion.COUNT + label(rows.get(i))] += (float) (1 - labelSmoothing);
    }

    return new DataSet(
        tensor(rows, side, () -> augmentation.draw(random)),
        Nd4j.create(labels, new int[] {rows.size(), Emotion.COUNT}));
  }

  @Override
  public MinibatchEncoder inEpoch(int epoch, int epochs) {
    return new FaceEncoder(augmentation, labelSmoothing, growth, growth.side(epoch, epochs), views);
  }

  @Override
  public Stream<DataSet> inference(List<Row> rows) {
    return views.distortions().stream()
        .map(view -> new DataSet(tensor(rows, SIDE, () -> view), null));
  }

  private static INDArray tensor(List<Row> rows, int side, Supplier<Distortion> distortions) {
    int size = side * side;
    float[] features = new float[rows.size() * size];
    float[] picture = new float[PIXELS];
    for (int i = 0; i < rows.size(); i++) {
      standardise(rows.get(i).getAs("pixels"), picture);
      distortions.get().apply(picture, side, features, i * size);
    }

    return Nd4j.create(features, new int[] {rows.size(), side, side, 1});
  }

  private static void standardise(byte[] pixels, float[] target) {
    double sum = 0;
    double squares = 0;
    for (byte pixel : pixels) {
      int value = Byte.toUnsignedInt(pixel);
      sum += value;
      squares += (double) value * value;
    }

    double mean = sum / PIXELS;
    double deviation = Math.sqrt(Math.max(0, squares / PIXELS - mean * mean));
    float scale = (float) (1 / Math.max(deviation, LEAST_DEVIATION));
    for (int i = 0; i < PIXELS; i++) {
      target[i] = (Byte.toUnsignedInt(pixels[i]) - (float) mean) * scale;
    }
  }
}
