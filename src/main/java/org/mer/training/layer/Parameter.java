package org.mer.training.layer;

import java.util.List;
import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * A parameter of a layer, in Fortran order.
 *
 * @param name unique within the layer
 * @param kind what it is for
 * @param rows numbers that come in; 1 if it is no matrix
 * @param columns numbers that go out
 * @param blocks matrices side by side of which it consists
 * @param first what it begins with, where that is neither random nor the same everywhere
 */
record Parameter(String name, Kind kind, long rows, long columns, int blocks, List<Double> first) {
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
    SHIFT,
    /** Given at first; does not decay. */
    GIVEN
  }

  static Parameter matrix(String name, long rows, long columns) {
    return matrices(name, rows, columns, 1);
  }

  /** Several matrices side by side, of so many columns each. */
  static Parameter matrices(String name, long rows, long columns, int blocks) {
    return new Parameter(name, Kind.WEIGHT, rows, columns * blocks, blocks, List.of());
  }

  static Parameter bias(String name, long size) {
    return row(name, Kind.BIAS, size, List.of());
  }

  static Parameter gain(String name, long size) {
    return row(name, Kind.GAIN, size, List.of());
  }

  static Parameter shift(String name, long size) {
    return row(name, Kind.SHIFT, size, List.of());
  }

  /** One row that begins with these numbers. */
  static Parameter given(String name, List<Double> first) {
    return row(name, Kind.GIVEN, first.size(), first);
  }

  private static Parameter row(String name, Kind kind, long size, List<Double> first) {
    return new Parameter(name, kind, 1, size, 1, first);
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
      case GIVEN ->
          view.assign(Nd4j.createFromArray(first.toArray(Double[]::new)).reshape(1, length()));
    };
  }
}
