package org.mer.training.layer;

import java.util.Arrays;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.layers.pooling.GlobalPoolingLayer;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * What {@link LargestOverTime} does. Choices are made by products and bounds, which the JVM turns
 * into vector instructions, and not by branches, which a processor guesses wrong.
 */
final class LargestOverTimeLayer extends GlobalPoolingLayer {
  private static final long serialVersionUID = 1L;

  private static final int NOWHERE = -1;

  /** The step of each example's and unit's largest value, the first one if there are several. */
  private transient float[] where = {};

  private transient float[] largest = {};
  private transient float[] values = {};
  private transient float[] isLarger = {};
  private transient int slab;

  LargestOverTimeLayer(NeuralNetConfiguration conf, DataType type) {
    super(conf, type);
  }

  @Override
  public INDArray activate(boolean training, LayerWorkspaceMgr workspaces) {
    assertInputSet(false);
    Steps steps = Steps.of(input);
    int size = steps.size();
    int batch = steps.batch();
    int count = steps.count();
    start(size * batch);
    float[] mask = maskArray == null ? null : Numbers.copy(maskArray);
    for (int step = 0; step < count; step++) {
      steps.read(step, values, 0);
      for (int example = 0; example < batch; example++) {
        if (mask == null || mask[example * count + step] != 0) {
          keep(step, example * size, (example + 1) * size);
        }
      }
    }

    for (int example = 0; example < batch; example++) {
      if (where[example * size] == NOWHERE) {
        Arrays.fill(largest, example * size, (example + 1) * size, 0);
      }
    }

    INDArray pooled =
        workspaces.createUninitialized(
            ArrayType.ACTIVATIONS, input.dataType(), new long[] {batch, size}, 'c');
    Numbers.of(pooled).write(largest, 0, 0, slab);
    return pooled;
  }

  @Override
  public Pair<Gradient, INDArray> backpropGradient(INDArray epsilon, LayerWorkspaceMgr workspaces) {
    assertInputSet(true);
    int batch = (int) input.size(0);
    int count = (int) input.size(2);
    Steps errors =
        Steps.create(
            workspaces, ArrayType.ACTIVATION_GRAD, input, batch, (long) slab / batch, count);
    float[] pooled = Numbers.copy(epsilon);
    for (int step = 0; step < count; step++) {
      pass(step, pooled, where, values, slab);
      errors.write(values, 0, step);
    }

    return new Pair<>(new DefaultGradient(), errors.sequences());
  }

  private void start(int length) {
    slab = length;
    if (where.length < slab) {
      where = new float[slab];
      largest = new float[slab];
      values = new float[slab];
      isLarger = new float[slab];
    }

    Arrays.fill(where, 0, slab, NOWHERE);
    Arrays.fill(largest, 0, slab, -Lanes.HUGE);
  }

  private void keep(int step, int from, int to) {
    compare(values, largest, isLarger, from, to);
    move(step, isLarger, where, from, to);
    raise(values, largest, from, to);
  }

  /** 1 where a value is larger, else 0. */
  private static void compare(float[] one, float[] other, float[] result, int from, int to) {
    for (int i = from; i < to; i++) {
      result[i] = Math.min(Math.max((one[i] - other[i]) * Lanes.HUGE, 0), 1);
    }
  }

  private static void move(float step, float[] moves, float[] place, int from, int to) {
    for (int i = from; i < to; i++) {
      place[i] += moves[i] * (step - place[i]);
    }
  }

  private static void raise(float[] one, float[] bound, int from, int to) {
    for (int i = from; i < to; i++) {
      bound[i] = Math.max(bound[i], one[i]);
    }
  }

  /** Errors where the place is this step, else 0. */
  private static void pass(float step, float[] errors, float[] place, float[] result, int lanes) {
    for (int i = 0; i < lanes; i++) {
      result[i] = errors[i] * Math.max(0, 1 - Math.abs(place[i] - step));
    }
  }
}
