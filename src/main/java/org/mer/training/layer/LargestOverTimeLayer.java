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

/** What {@link LargestOverTime} does. */
final class LargestOverTimeLayer extends GlobalPoolingLayer {
  private static final long serialVersionUID = 1L;

  private static final int NOWHERE = -1;

  /** The step of each example's and unit's largest value. */
  private transient int[] where = new int[0];

  LargestOverTimeLayer(NeuralNetConfiguration conf, DataType type) {
    super(conf, type);
  }

  @Override
  public INDArray activate(boolean training, LayerWorkspaceMgr workspaces) {
    assertInputSet(false);
    Steps steps = Steps.of(input);
    int slab = steps.slabSize();
    float[] values = new float[slab];
    float[] largest = new float[slab];
    where = new int[slab];
    Arrays.fill(where, NOWHERE);
    float[] mask = maskArray == null ? null : Numbers.copy(maskArray);
    for (int step = 0; step < steps.count(); step++) {
      steps.read(step, values, 0);
      for (int example = 0; example < steps.batch(); example++) {
        if (mask == null || mask[example * steps.count() + step] != 0) {
          keep(step, values, example * steps.size(), (example + 1) * steps.size(), largest);
        }
      }
    }

    INDArray pooled =
        workspaces.createUninitialized(
            ArrayType.ACTIVATIONS, input.dataType(), new long[] {steps.batch(), steps.size()}, 'c');
    Numbers.of(pooled).write(largest, 0, 0, slab);
    return pooled;
  }

  @Override
  public Pair<Gradient, INDArray> backpropGradient(INDArray epsilon, LayerWorkspaceMgr workspaces) {
    assertInputSet(true);
    int slab = where.length;
    int batch = (int) input.size(0);
    int count = (int) input.size(2);
    Steps errors =
        Steps.create(
            workspaces, ArrayType.ACTIVATION_GRAD, input, batch, (long) slab / batch, count);
    float[] pooled = Numbers.copy(epsilon);
    float[] values = new float[slab];
    for (int step = 0; step < count; step++) {
      for (int i = 0; i < slab; i++) {
        values[i] = where[i] == step ? pooled[i] : 0;
      }

      errors.write(values, 0, step);
    }

    return new Pair<>(new DefaultGradient(), errors.sequences());
  }

  private void keep(int step, float[] values, int from, int to, float[] largest) {
    for (int i = from; i < to; i++) {
      if (where[i] == NOWHERE || values[i] > largest[i]) {
        largest[i] = values[i];
        where[i] = step;
      }
    }
  }
}
