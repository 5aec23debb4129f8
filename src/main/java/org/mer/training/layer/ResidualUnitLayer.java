package org.mer.training.layer;

import java.util.Map;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.layers.BaseLayer;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * What {@link ResidualUnit} does. Its layers are never allowed to change their inputs: the first
 * one's is the shortcut's as well.
 */
final class ResidualUnitLayer extends BaseLayer<ResidualUnit> {
  private static final long serialVersionUID = 1L;

  private final transient Map<String, Layer> layers;

  ResidualUnitLayer(NeuralNetConfiguration conf, Map<String, Layer> layers, DataType type) {
    super(conf, type);
    this.layers = layers;
  }

  @Override
  public INDArray activate(boolean training, LayerWorkspaceMgr workspaces) {
    assertInputSet(false);
    applyDropOutIfNecessary(training, workspaces);
    INDArray rectified = forward(ResidualUnit.FIRST_NORMALIZATION, input, training, workspaces);
    INDArray values = forward(ResidualUnit.FIRST_CONVOLUTION, rectified, training, workspaces);
    values = forward(ResidualUnit.SECOND_NORMALIZATION, values, training, workspaces);
    values = forward(ResidualUnit.SECOND_CONVOLUTION, values, training, workspaces);
    return values.addi(
        isProjecting() ? forward(ResidualUnit.SHORTCUT, rectified, training, workspaces) : input);
  }

  @Override
  public Pair<Gradient, INDArray> backpropGradient(INDArray epsilon, LayerWorkspaceMgr workspaces) {
    assertInputSet(true);
    Gradient gradient = new DefaultGradient();
    INDArray errors = backward(ResidualUnit.SECOND_CONVOLUTION, epsilon, gradient, workspaces);
    errors = backward(ResidualUnit.SECOND_NORMALIZATION, errors, gradient, workspaces);
    errors = backward(ResidualUnit.FIRST_CONVOLUTION, errors, gradient, workspaces);
    if (isProjecting()) {
      errors.addi(backward(ResidualUnit.SHORTCUT, epsilon, gradient, workspaces));
    }

    errors = backward(ResidualUnit.FIRST_NORMALIZATION, errors, gradient, workspaces);
    if (!isProjecting()) {
      errors.addi(epsilon);
    }

    return new Pair<>(gradient, backpropDropOutIfPresent(errors));
  }

  @Override
  public void setBackpropGradientsViewArray(INDArray gradients) {
    super.setBackpropGradientsViewArray(gradients);
    ResidualParameters.split(
        layerConf().parts(),
        gradients,
        (part, own) -> layers.get(part.name()).setBackpropGradientsViewArray(own));
  }

  /** Running moments move by whole steps, which are not divided. */
  @Override
  public boolean updaterDivideByMinibatch(String name) {
    ResidualPart part = layerConf().part(name);
    return layers.get(part.name()).updaterDivideByMinibatch(part.inner(name));
  }

  @Override
  public void setInputMiniBatchSize(int size) {
    super.setInputMiniBatchSize(size);
    layers.values().forEach(layer -> layer.setInputMiniBatchSize(size));
  }

  @Override
  public void setIterationCount(int count) {
    super.setIterationCount(count);
    layers.values().forEach(layer -> layer.setIterationCount(count));
  }

  @Override
  public void setEpochCount(int count) {
    super.setEpochCount(count);
    layers.values().forEach(layer -> layer.setEpochCount(count));
  }

  /** Called between batches: their activations are no longer needed. */
  @Override
  public void clear() {
    super.clear();
    layers.values().forEach(Layer::clear);
  }

  @Override
  public Type type() {
    return Type.CONVOLUTIONAL;
  }

  @Override
  public boolean isPretrainLayer() {
    return false;
  }

  private boolean isProjecting() {
    return layers.containsKey(ResidualUnit.SHORTCUT);
  }

  private INDArray forward(
      String name, INDArray values, boolean training, LayerWorkspaceMgr workspaces) {
    return layers.get(name).activate(values, training, workspaces);
  }

  private INDArray backward(
      String name, INDArray errors, Gradient all, LayerWorkspaceMgr workspaces) {
    Layer layer = layers.get(name);
    Pair<Gradient, INDArray> found = layer.backpropGradient(errors, workspaces);
    Gradient own = found.getFirst();
    own.gradientForVariable()
        .forEach(
            (parameter, values) -> {
              // Steps of running moments stand in the gradients' flat array, from which they are
              // taken; as gradients they would be clipped like these.
              if (layer.updaterDivideByMinibatch(parameter)) {
                all.setGradientFor(
                    ResidualPart.outer(name, parameter),
                    values,
                    own.flatteningOrderForVariable(parameter));
              }
            });
    return found.getSecond();
  }
}
