package org.mer.training.layer;

import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Sequences of DL4J's shape [batch, size, steps], seen as a matrix [steps * batch, size] in Fortran
 * order: in memory, one number of all vectors after the other, in it step after step, in it example
 * after example. So a matrix product takes all steps at once, as with {@link Steps}, and what is
 * computed alike for all examples is a loop over a row, which the JVM turns into vector
 * instructions; sums over the numbers of a vector are too.
 */
final class Planes {
  private final INDArray matrix;
  private final int batch;
  private final int length;
  private final int size;
  private final Numbers numbers;

  private Planes(INDArray matrix, int batch) {
    this.matrix = matrix;
    this.batch = batch;
    this.length = (int) matrix.size(0);
    this.size = (int) matrix.size(1);
    this.numbers = Numbers.inMemory(matrix);
  }

  /** Room for sequences; what is in it is undefined. */
  static Planes create(LayerWorkspaceMgr workspaces, ArrayType type, Planes like, long size) {
    return new Planes(
        workspaces.createUninitialized(
            type, like.matrix.dataType(), new long[] {like.length, size}, 'f'),
        like.batch);
  }

  /** Sequences of shape [batch, size, steps]; a copy only if they lie otherwise in memory. */
  static Planes of(INDArray sequences) {
    if (!isInOrder(sequences) && Steps.isInOrder(sequences)) {
      return turned(Steps.of(sequences));
    }

    INDArray ordered = sequences.permute(0, 2, 1);
    long batch = ordered.size(0);
    INDArray dense = isInOrder(sequences) ? ordered : ordered.dup('f');
    return new Planes(dense.reshape('f', batch * ordered.size(1), ordered.size(2)), (int) batch);
  }

  /** Whether sequences of shape [batch, size, steps] lie in memory as planes do. */
  static boolean isInOrder(INDArray sequences) {
    long batch = sequences.size(0);
    long size = sequences.size(1);
    long steps = sequences.size(2);
    return (batch == 1 || sequences.stride(0) == 1)
        && (steps == 1 || sequences.stride(2) == batch)
        && (size == 1 || sequences.stride(1) == batch * steps);
  }

  /** A copy of what lies the other way round: faster than one by strides. */
  private static Planes turned(Steps steps) {
    int size = steps.size();
    int batch = steps.batch();
    INDArray room =
        Nd4j.createUninitialized(
            steps.matrix().dataType(), new long[] {(long) steps.count() * batch, size}, 'f');
    Planes planes = new Planes(room, batch);
    float[] slab = new float[steps.slabSize()];
    float[] row = new float[batch];
    for (int step = 0; step < steps.count(); step++) {
      steps.read(step, slab, 0);
      for (int number = 0; number < size; number++) {
        for (int example = 0; example < batch; example++) {
          row[example] = slab[example * size + number];
        }

        planes.write(row, number, step);
      }
    }

    return planes;
  }

  /** In DL4J's shape, without a copy. */
  INDArray sequences() {
    return matrix.reshape('f', batch, count(), matrix.size(1)).permute(0, 2, 1);
  }

  INDArray matrix() {
    return matrix;
  }

  /** Examples. */
  int batch() {
    return batch;
  }

  /** Numbers of a vector. */
  int size() {
    return size;
  }

  /** Steps of an example. */
  int count() {
    return length / batch;
  }

  /** Steps of all examples. */
  int length() {
    return length;
  }

  /** One number of all vectors. */
  void read(int number, float[] to) {
    numbers.read((long) number * length, to, 0, length);
  }

  /** One number of all vectors. */
  void write(float[] from, int number) {
    numbers.write(from, 0, (long) number * length, length);
  }

  /** One number of the vectors of a step. */
  void read(int number, int step, float[] to) {
    numbers.read((long) number * length + (long) step * batch, to, 0, batch);
  }

  /** One number of the vectors of a step. */
  void write(float[] from, int number, int step) {
    numbers.write(from, 0, (long) number * length + (long) step * batch, batch);
  }
}
