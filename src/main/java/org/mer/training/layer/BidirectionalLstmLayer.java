package org.mer.training.layer;

import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.api.MaskState;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.layers.recurrent.BidirectionalLayer;
import org.deeplearning4j.nn.params.BidirectionalParamInitializer;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.ndarray.INDArray;

/** What {@link BidirectionalLstm} does: the second memory sees each example from its end. */
final class BidirectionalLstmLayer extends BidirectionalLayer {
  private static final long serialVersionUID = 1L;

  private final Layer forward;
  private final Layer backward;
  private final transient Turning turning = new Turning();
  private transient INDArray mask;

  BidirectionalLstmLayer(
      NeuralNetConfiguration conf, Layer forward, Layer backward, INDArray parameters) {
    super(conf, forward, backward, parameters);
    this.forward = forward;
    this.backward = backward;
  }

  @Override
  public INDArray input() {
    return forward.input();
  }

  @Override
  public void setInput(INDArray sequences, LayerWorkspaceMgr workspaces) {
    forward.setInput(sequences, workspaces);
  }

  @Override
  public INDArray activate(INDArray sequences, boolean training, LayerWorkspaceMgr workspaces) {
    setInput(sequences, workspaces);
    return activate(training, workspaces);
  }

  @Override
  public INDArray activate(boolean training, LayerWorkspaceMgr workspaces) {
    Steps inputs = Steps.of(input());
    turning.lengths(mask, inputs.batch(), inputs.count());
    backward.setInput(turned(inputs, workspaces, ArrayType.INPUT).sequences(), workspaces);
    Steps first = Steps.of(forward.activate(training, workspaces));
    Steps second = Steps.of(backward.activate(training, workspaces));
    Steps both =
        Steps.create(workspaces, ArrayType.ACTIVATIONS, inputs, first.size() + second.size());
    turning.join(first, second, both);
    return both.sequences();
  }

  @Override
  public Pair<Gradient, INDArray> backpropGradient(INDArray epsilon, LayerWorkspaceMgr workspaces) {
    Steps errors = Steps.of(epsilon);
    int units = errors.size() / 2;
    Steps first = Steps.create(workspaces, ArrayType.BP_WORKING_MEM, errors, units);
    Steps second = Steps.create(workspaces, ArrayType.BP_WORKING_MEM, errors, units);
    turning.split(errors, first, second);
    Pair<Gradient, INDArray> ofFirst = forward.backpropGradient(first.sequences(), workspaces);
    Pair<Gradient, INDArray> ofSecond = backward.backpropGradient(second.sequences(), workspaces);
    Steps turned = turned(Steps.of(ofSecond.getSecond()), workspaces, ArrayType.BP_WORKING_MEM);
    Gradient gradient = new DefaultGradient(getGradientsViewArray());
    add(gradient, BidirectionalParamInitializer.FORWARD_PREFIX, ofFirst.getFirst());
    add(gradient, BidirectionalParamInitializer.BACKWARD_PREFIX, ofSecond.getFirst());
    return new Pair<>(gradient, ofFirst.getSecond().addi(turned.sequences()));
  }

  @Override
  public void setMaskArray(INDArray ofSteps) {
    mask = ofSteps;
    forward.setMaskArray(ofSteps);
  }

  @Override
  public Pair<INDArray, MaskState> feedForwardMaskArray(
      INDArray ofSteps, MaskState state, int batch) {
    mask = ofSteps;
    return forward.feedForwardMaskArray(ofSteps, state, batch);
  }

  /** Called between batches: the next one may have no mask. */
  @Override
  public void clear() {
    super.clear();
    mask = null;
  }

  private Steps turned(Steps sequences, LayerWorkspaceMgr workspaces, ArrayType type) {
    Steps turned = Steps.create(workspaces, type, sequences, sequences.size());
    turning.turn(sequences, turned);
    return turned;
  }

  private static void add(Gradient all, String prefix, Gradient some) {
    some.gradientForVariable()
        .forEach((name, values) -> all.gradientForVariable().put(prefix + name, values));
  }
}
