package org.mer.training.layer;

import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * A parameter of a layer, in Fortran order.
 *
 * @param name unique within the layer
 * @param kind what it is for
 * @param rows numbers that come in; 1 if it is no matrix
 * @param columns numbers that go out
 * @param blocks matrices side by side of which it consists
 */
record Parameter(String name, Kind kind, long rows, long columns, int blocks) {
  private static final char ORDER = 'f';

  /** What a parameter is for: how it begins, and whether weight decay shrinks it. */
  enum Kind {
    /** Random at first; decays. */
    WEIGHT,
    /** Zero at first; decays only where biases shall. */
    BIAS,
    /** One at first; does not decay. */
    GAIN,
    /** Zero at first; does not decay. */
    SHIFT
  }

  static Parameter matrix(String name, long rows, long columns) {
    return matrices(name, rows, columns, 1);
  }

  /** Several matrices side by side, of so many columns each. */
  static Parameter matrices(String name, long rows, long columns, int blocks) {
    return new Parameter(name, Kind.WEIGHT, rows, columns * blocks, blocks);
  }

  static Parameter bias(String name, long size) {
    return new Parameter(name, Kind.BIAS, 1, size, 1);
  }

  static Parameter gain(String name, long size) {
    return new Parameter(name, Kind.GAIN, 1, size, 1);
  }

  static Parameter shift(String name, long size) {
    return new Parameter(name, Kind.SHIFT, 1, size, 1);
  }

  /** How many numbers it has. */
  long length() {
    return rows * columns;
  }

  /** Its view of all the layer's numbers, of which it begins with the given one. */
  INDArray in(INDArray flat, long from) {
    return flat.reshape(flat.length())
        .get(NDArrayIndex.interval(from, from + length()))
        .reshape(ORDER, rows, columns);
  }

  /** Its view with the numbers that it begins with. */
  INDArray initial(BaseLayer layer, INDArray view) {
    return switch (kind) {
      case WEIGHT ->
          layer
              .getWeightInitFn()
              .init(
                  (double) rows,
                  (double) columns / blocks,
                  new long[] {rows, columns},
                  ORDER,
                  view.reshape(ORDER, 1, length()));
      case GAIN -> view.assign(1);
      case BIAS, SHIFT -> view.assign(0);
    };
  }
}
