package org.mer.training.layer;

import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.layers.AbstractLayer;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** What {@link Positions} does. */
final class PositionsLayer extends AbstractLayer<Positions> {
  private static final long serialVersionUID = 1L;

  private static final double LONGEST = 10_000;

  PositionsLayer(NeuralNetConfiguration conf, DataType type) {
    super(conf, type);
  }

  @Override
  public boolean isPretrainLayer() {
    return false;
  }

  @Override
  public void clearNoiseWeightParams() {
    // there are none
  }

  @Override
  public INDArray activate(boolean training, LayerWorkspaceMgr workspaces) {
    assertInputSet(false);
    Planes vectors = Planes.of(input);
    Planes placed = Planes.create(workspaces, ArrayType.ACTIVATIONS, vectors, vectors.size());
    float[] row = new float[vectors.batch()];
    for (int number = 0; number < vectors.size(); number++) {
      for (int step = 0; step < vectors.count(); step++) {
        vectors.read(number, step, row);
        Lanes.scale(row, scale(vectors), position(step, number, vectors.size()), row.length);
        placed.write(row, number, step);
      }
    }

    return placed.sequences();
  }

  @Override
  public Pair<Gradient, INDArray> backpropGradient(INDArray epsilon, LayerWorkspaceMgr workspaces) {
    Planes errors = Planes.of(epsilon);
    Planes scaled = Planes.create(workspaces, ArrayType.ACTIVATION_GRAD, errors, errors.size());
    float[] row = new float[errors.length()];
    for (int number = 0; number < errors.size(); number++) {
      errors.read(number, row);
      Lanes.scale(row, scale(errors), 0, row.length);
      scaled.write(row, number);
    }

    return new Pair<>(new DefaultGradient(), scaled.sequences());
  }

  private static float scale(Planes vectors) {
    return (float) Math.sqrt(vectors.size());
  }

  private static float position(int step, int number, int size) {
    int pair = number / 2;
    double angle = step / Math.pow(LONGEST, 2.0 * pair / size);
    return (float) (number == 2 * pair ? Math.sin(angle) : Math.cos(angle));
  }
}
