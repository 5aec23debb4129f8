package org.mer.training.layer;

import org.bytedeco.javacpp.FloatPointer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The numbers of an array, which lie outside the heap, to be copied from and to plain arrays. */
final class Numbers {
  private final FloatPointer pointer;

  private Numbers(FloatPointer pointer) {
    this.pointer = pointer;
  }

  /**
   * The numbers of an array in C order.
   *
   * @throws IllegalArgumentException if they are of another type, or do not lie one behind the
   *     other
   */
  static Numbers of(INDArray array) {
    if (!isDense(array)) {
      throw new IllegalArgumentException(
          "the numbers of an array with strides do not lie one behind the other");
    }

    return inMemory(array);
  }

  /**
   * The numbers of an array as they lie in memory, from its first one.
   *
   * @throws IllegalArgumentException if they are of another type
   */
  static Numbers inMemory(INDArray array) {
    check(array);
    return new Numbers(new FloatPointer(array.data().addressPointer()));
  }

  /**
   * The same array if its numbers lie one behind the other in C order, else a copy.
   *
   * @throws IllegalArgumentException if they are of another type
   */
  static INDArray dense(INDArray array) {
    check(array);
    return isDense(array) ? array : array.dup('c');
  }

  private static void check(INDArray array) {
    if (array.dataType() != DataType.FLOAT) {
      throw new IllegalArgumentException(
          "this layer computes with %s, cannot with %s"
              .formatted(DataType.FLOAT, array.dataType()));
    }
  }

  private static boolean isDense(INDArray array) {
    long expected = 1;
    for (int axis = array.rank() - 1; axis >= 0; axis--) {
      if (array.size(axis) != 1 && array.stride(axis) != expected) {
        return false;
      }

      expected *= array.size(axis);
    }

    return true;
  }

  void read(long from, float[] to, int offset, int length) {
    pointer.position(from).get(to, offset, length);
  }

  void write(float[] from, int offset, long to, int length) {
    pointer.position(to).put(from, offset, length);
  }

  /** All of them, in an array of their own. */
  static float[] copy(INDArray array) {
    float[] copy = new float[(int) array.length()];
    of(dense(array)).read(0, copy, 0, copy.length);
    return copy;
  }
}
