package org.mer.training.layer;

import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.layers.recurrent.LSTM;
import org.deeplearning4j.nn.params.LSTMParamInitializer;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * What {@link FusedLstm} does: one matrix product for the inputs of all steps, one a step for what
 * recurs, and the gates in {@link LstmGates}.
 */
final class FusedLstmLayer extends LSTM {
  private static final long serialVersionUID = 1L;

  private final transient LstmGates gates = new LstmGates();
  private transient Steps output;

  FusedLstmLayer(NeuralNetConfiguration conf, DataType type) {
    super(conf, type);
  }

  @Override
  public INDArray activate(INDArray sequences, boolean training, LayerWorkspaceMgr workspaces) {
    setInput(sequences, workspaces);
    return activate(training, workspaces);
  }

  @Override
  public INDArray activate(boolean training, LayerWorkspaceMgr workspaces) {
    assertInputSet(false);
    applyDropOutIfNecessary(training, workspaces);
    Steps inputs = Steps.of(input);
    int units = (int) layerConf().getNOut();
    Steps sums = Steps.create(workspaces, ArrayType.FF_WORKING_MEM, inputs, 4L * units);
    output = Steps.create(workspaces, ArrayType.ACTIVATIONS, inputs, units);
    INDArray recurrent = getParam(LSTMParamInitializer.RECURRENT_WEIGHT_KEY);
    Nd4j.gemm(
        getParam(LSTMParamInitializer.INPUT_WEIGHT_KEY),
        inputs.matrix(),
        sums.matrix(),
        true,
        false,
        1,
        0);
    gates.start(
        units,
        inputs.batch(),
        inputs.count(),
        Numbers.copy(getParam(LSTMParamInitializer.BIAS_KEY)),
        training);
    for (int step = 0; step < inputs.count(); step++) {
      if (step > 0) {
        Nd4j.gemm(recurrent, output.slab(step - 1), sums.slab(step), true, false, 1, 1);
      }

      gates.forward(step, sums, output);
    }

    return output.sequences();
  }

  @Override
  public Pair<Gradient, INDArray> backpropGradient(INDArray epsilon, LayerWorkspaceMgr workspaces) {
    assertInputSet(true);
    Steps inputs = Steps.of(input);
    Steps errors = Steps.of(epsilon);
    Steps deltas =
        Steps.create(workspaces, ArrayType.BP_WORKING_MEM, inputs, 4 * layerConf().getNOut());
    INDArray recurrent = getParam(LSTMParamInitializer.RECURRENT_WEIGHT_KEY);
    int last = inputs.count() - 1;
    for (int step = last; step >= 0; step--) {
      if (step < last) {
        Nd4j.gemm(recurrent, deltas.slab(step + 1), errors.slab(step), false, false, 1, 1);
      }

      gates.backward(step, errors, deltas);
    }

    Steps inputErrors = Steps.create(workspaces, ArrayType.ACTIVATION_GRAD, inputs, inputs.size());
    Nd4j.gemm(
        getParam(LSTMParamInitializer.INPUT_WEIGHT_KEY),
        deltas.matrix(),
        inputErrors.matrix(),
        false,
        false,
        1,
        0);
    return new Pair<>(gradient(inputs, deltas), backpropDropOutIfPresent(inputErrors.sequences()));
  }

  private Gradient gradient(Steps inputs, Steps deltas) {
    INDArray inputWeights = gradientViews.get(LSTMParamInitializer.INPUT_WEIGHT_KEY);
    INDArray recurrentWeights = gradientViews.get(LSTMParamInitializer.RECURRENT_WEIGHT_KEY);
    INDArray biases = gradientViews.get(LSTMParamInitializer.BIAS_KEY);
    Nd4j.gemm(inputs.matrix(), deltas.matrix(), inputWeights, false, true, 1, 0);
    int steps = inputs.count();
    if (steps > 1) {
      Nd4j.gemm(
          output.slab(0, steps - 1), deltas.slab(1, steps), recurrentWeights, false, true, 1, 0);
    } else {
      recurrentWeights.assign(0);
    }

    biases.assign(Nd4j.createFromArray(gates.biasGradient()).reshape(biases.shape()));
    Gradient gradient = new DefaultGradient();
    gradient.setGradientFor(LSTMParamInitializer.INPUT_WEIGHT_KEY, inputWeights);
    gradient.setGradientFor(LSTMParamInitializer.RECURRENT_WEIGHT_KEY, recurrentWeights);
    gradient.setGradientFor(LSTMParamInitializer.BIAS_KEY, biases);
    return gradient;
  }
}
