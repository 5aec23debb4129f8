package org.mer.training.layer;

import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * Sequences of DL4J's shape [batch, size, steps], seen as a matrix [size, steps * batch] in Fortran
 * order: in memory, step after step, in it example after example, in it the numbers of one vector.
 * So a matrix product takes all steps at once, or the slab of one step.
 */
final class Steps {
  private final INDArray matrix;
  private final int batch;
  private final int length;
  private final int size;
  private final Numbers numbers;

  private Steps(INDArray matrix, int batch) {
    this.matrix = matrix;
    this.batch = batch;
    this.length = (int) matrix.size(1);
    this.size = (int) matrix.size(0);
    this.numbers = Numbers.inMemory(matrix);
  }

  /** Room for sequences; what is in it is undefined. */
  static Steps create(LayerWorkspaceMgr workspaces, ArrayType type, Steps like, long size) {
    return new Steps(
        workspaces.createUninitialized(
            type, like.matrix.dataType(), new long[] {size, like.length}, 'f'),
        like.batch);
  }

  /** Room for sequences; what is in it is undefined. */
  static Steps create(
      LayerWorkspaceMgr workspaces,
      ArrayType type,
      INDArray like,
      int batch,
      long size,
      int steps) {
    return new Steps(
        workspaces.createUninitialized(
            type, like.dataType(), new long[] {size, (long) steps * batch}, 'f'),
        batch);
  }

  /** Sequences of shape [batch, size, steps]; a copy only if they lie otherwise in memory. */
  static Steps of(INDArray sequences) {
    if (!isInOrder(sequences) && Planes.isInOrder(sequences)) {
      return turned(Planes.of(sequences));
    }

    INDArray ordered = sequences.permute(1, 0, 2);
    long batch = ordered.size(1);
    INDArray dense = isInOrder(sequences) ? ordered : ordered.dup('f');
    return new Steps(dense.reshape('f', ordered.size(0), batch * ordered.size(2)), (int) batch);
  }

  /** Whether sequences of shape [batch, size, steps] lie in memory as steps do. */
  static boolean isInOrder(INDArray sequences) {
    long batch = sequences.size(0);
    long size = sequences.size(1);
    return (size == 1 || sequences.stride(1) == 1)
        && (batch == 1 || sequences.stride(0) == size)
        && (sequences.size(2) == 1 || sequences.stride(2) == size * batch);
  }

  /** A copy of what lies the other way round: faster than one by strides. */
  private static Steps turned(Planes planes) {
    int size = planes.size();
    int batch = planes.batch();
    INDArray room =
        Nd4j.createUninitialized(
            planes.matrix().dataType(), new long[] {size, (long) planes.count() * batch}, 'f');
    Steps steps = new Steps(room, batch);
    float[] slab = new float[steps.slabSize()];
    float[] row = new float[batch];
    for (int step = 0; step < planes.count(); step++) {
      for (int number = 0; number < size; number++) {
        planes.read(number, step, row);
        for (int example = 0; example < batch; example++) {
          slab[example * size + number] = row[example];
        }
      }

      steps.write(slab, 0, step);
    }

    return steps;
  }

  /** In DL4J's shape, without a copy. */
  INDArray sequences() {
    return matrix.reshape('f', size, batch, count()).permute(1, 0, 2);
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

  /** The matrices of some steps, [size, count * batch]. */
  INDArray slab(int from, int to) {
    return matrix.get(
        NDArrayIndex.all(), NDArrayIndex.interval((long) from * batch, (long) to * batch));
  }

  /** The matrix of a step, [size, batch]. */
  INDArray slab(int step) {
    return slab(step, step + 1);
  }

  /** Numbers of a step. */
  int slabSize() {
    return size * batch;
  }

  void read(int step, float[] to, int offset) {
    numbers.read((long) step * slabSize(), to, offset, slabSize());
  }

  void write(float[] from, int offset, int step) {
    numbers.write(from, offset, (long) step * slabSize(), slabSize());
  }
}
