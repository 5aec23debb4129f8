package org.mer.training.layer;

import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** What {@link LayerNorm} does; its loops are in {@link Normalizer}. */
final class LayerNormLayer extends PlanarLayer<LayerNorm> {
  private static final long serialVersionUID = 1L;

  private final transient Normalizer normalizer = new Normalizer();

  LayerNormLayer(NeuralNetConfiguration conf, DataType type) {
    super(conf, type);
  }

  @Override
  public INDArray activate(boolean training, LayerWorkspaceMgr workspaces) {
    Planes inputs = inputs();
    Planes outputs = Planes.create(workspaces, ArrayType.ACTIVATIONS, inputs, inputs.size());
    normalizer.forward(inputs, parameter(LayerNorm.GAIN), parameter(LayerNorm.SHIFT), outputs);
    return outputs.sequences();
  }

  @Override
  public Pair<Gradient, INDArray> backpropGradient(INDArray epsilon, LayerWorkspaceMgr workspaces) {
    Planes inputs = inputs();
    Planes inErrors = Planes.create(workspaces, ArrayType.ACTIVATION_GRAD, inputs, inputs.size());
    Normalizer.Errors errors =
        normalizer.backward(inputs, Planes.of(epsilon), parameter(LayerNorm.GAIN), null, inErrors);
    put(LayerNorm.GAIN, errors.gain());
    put(LayerNorm.SHIFT, errors.shift());
    return new Pair<>(gradients(), inErrors.sequences());
  }
}
