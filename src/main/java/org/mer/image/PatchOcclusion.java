package org.mer.image;

import static org.apache.spark.sql.functions.col;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.mer.Emotion;
import org.mer.model.Scorer;

/**
 * Where a model looks in a face: a square of the picture's mean grey is slid over it, and the face
 * is scored again each time (Zeiler and Fergus 2014, <i>Visualizing and Understanding Convolutional
 * Networks</i>).
 *
 * @param side of the square in pixels, 1 to 48
 * @param stride pixels from one place to the next, 1 to the side
 */
public record PatchOcclusion(int side, int stride) {
  private static final int NONE = -1;

  private static final StructType FACES =
      new StructType()
          .add("place", DataTypes.IntegerType, false)
          .add("pixels", DataTypes.BinaryType, false);

  /** Checks the ranges. */
  public PatchOcclusion {
    if (side < 1 || side > FaceEncoder.SIDE) {
      throw new IllegalArgumentException(
          "a patch must have 1 to 48 pixels a side, cannot have: " + side);
    }

    if (stride < 1 || stride > side) {
      throw new IllegalArgumentException(
          "a stride must be 1 to %d pixels, cannot be: %d".formatted(side, stride));
    }
  }

  /**
   * What each pixel does for an emotion: the probability of the emotion less that with the pixel
   * under the patch, as a mean over the places of the patch that cover it. Above 0 the pixel speaks
   * for the emotion.
   *
   * @param pixels 48 by 48, row by row
   * @return a value a pixel, row by row, -1 to 1
   */
  public double[] of(Scorer scorer, byte[] pixels, Emotion emotion, SparkSession spark) {
    int[] starts = starts();
    byte grey = mean(pixels);
    List<Row> variants = new ArrayList<>(List.of(RowFactory.create(NONE, pixels)));
    for (int place = 0; place < starts.length * starts.length; place++) {
      variants.add(RowFactory.create(place, covered(pixels, starts, place, grey)));
    }

    double[] probabilities = new double[variants.size()];
    scorer
        .score(spark.createDataFrame(variants, FACES))
        .select(col("place"), col("posterior").getField(emotion.label()))
        .collectAsList()
        .forEach(row -> probabilities[row.getInt(0) + 1] = row.getDouble(1));
    return means(starts, probabilities);
  }

  /** Where the patch begins along either side; the last one ends at the edge. */
  private int[] starts() {
    int last = FaceEncoder.SIDE - side;
    int steps = (last + stride - 1) / stride;
    int[] starts = new int[steps + 1];
    for (int i = 0; i <= steps; i++) {
      starts[i] = Math.min(i * stride, last);
    }

    return starts;
  }

  private byte[] covered(byte[] pixels, int[] starts, int place, byte grey) {
    byte[] covered = pixels.clone();
    int top = starts[place / starts.length];
    int left = starts[place % starts.length];
    for (int row = top; row < top + side; row++) {
      int start = row * FaceEncoder.SIDE + left;
      Arrays.fill(covered, start, start + side, grey);
    }

    return covered;
  }

  /** First the probability of the picture as it is, then those of the places. */
  private double[] means(int[] starts, double[] probabilities) {
    double[] sums = new double[FaceEncoder.SIDE * FaceEncoder.SIDE];
    int[] places = new int[sums.length];
    for (int place = 0; place < starts.length * starts.length; place++) {
      double drop = probabilities[0] - probabilities[place + 1];
      for (int y = 0; y < side; y++) {
        int start =
            (starts[place / starts.length] + y) * FaceEncoder.SIDE + starts[place % starts.length];
        for (int pixel = start; pixel < start + side; pixel++) {
          sums[pixel] += drop;
          places[pixel]++;
        }
      }
    }

    for (int i = 0; i < sums.length; i++) {
      sums[i] /= places[i];
    }

    return sums;
  }

  private static byte mean(byte[] pixels) {
    long sum = 0;
    for (byte pixel : pixels) {
      sum += Byte.toUnsignedInt(pixel);
    }

    return (byte) Math.round((double) sum / pixels.length);
  }
}
