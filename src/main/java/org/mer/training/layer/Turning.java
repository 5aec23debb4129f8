package org.mer.training.layer;

import java.util.Arrays;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Sequences seen from their ends: the steps of each example, as far as the mask leaves them, in the
 * opposite order, and the padding behind them as it was. Turned twice, they are as before.
 */
final class Turning {
  private int[] lengths = {};
  private float[] from = {};
  private float[] to = {};

  /**
   * Notes how long examples are.
   *
   * @param mask [batch, steps], 1 for a step and 0 for padding, which stands at the end; null if
   *     there is none
   */
  void lengths(INDArray mask, int batch, int steps) {
    lengths = new int[batch];
    Arrays.fill(lengths, steps);
    if (mask != null) {
      float[] present = Numbers.copy(mask);
      for (int example = 0; example < batch; example++) {
        int length = steps;
        while (length > 0 && present[example * steps + length - 1] == 0) {
          length--;
        }

        lengths[example] = length;
      }
    }
  }

  /** Writes sequences the other way round. */
  void turn(Steps sequences, Steps turned) {
    copy(sequences, 0, turned, 0, true);
    write(turned);
  }

  /** Writes two side by side, the second one turned. */
  void join(Steps first, Steps second, Steps both) {
    copy(first, 0, both, 0, false);
    copy(second, 0, both, first.size(), true);
    write(both);
  }

  /** Takes two apart that stand side by side, the second one turned. */
  void split(Steps both, Steps first, Steps second) {
    copy(both, 0, first, 0, false);
    write(first);
    copy(both, first.size(), second, 0, true);
    write(second);
  }

  /** As many numbers of each vector as the smaller one has. */
  private void copy(Steps source, int row, Steps target, int targetRow, boolean isTurned) {
    read(source);
    to = room(to, target);
    int batch = source.batch();
    int length = Math.min(source.size(), target.size());
    for (int step = 0; step < source.count(); step++) {
      for (int example = 0; example < batch; example++) {
        int last = lengths[example] - 1;
        int sourceStep = isTurned && step <= last ? last - step : step;
        System.arraycopy(
            from,
            (sourceStep * batch + example) * source.size() + row,
            to,
            (step * batch + example) * target.size() + targetRow,
            length);
      }
    }
  }

  private void read(Steps source) {
    from = room(from, source);
    for (int step = 0; step < source.count(); step++) {
      source.read(step, from, step * source.slabSize());
    }
  }

  private void write(Steps target) {
    for (int step = 0; step < target.count(); step++) {
      target.write(to, step * target.slabSize(), step);
    }
  }

  private static float[] room(float[] array, Steps like) {
    int length = like.slabSize() * like.count();
    return array.length >= length ? array : new float[length];
  }
}
