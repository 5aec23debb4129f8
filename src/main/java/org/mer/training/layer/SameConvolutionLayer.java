package org.mer.training.layer;

import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.layers.convolution.ConvolutionLayer;
import org.deeplearning4j.nn.params.ConvolutionParamInitializer;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.DynamicCustomOp;
import org.nd4j.linalg.factory.Nd4j;

/** What {@link SameConvolution} does, in ND4J's operations, which call oneDNN. */
final class SameConvolutionLayer extends ConvolutionLayer {
  private static final long serialVersionUID = 1L;

  private final transient Patches patches = new Patches();

  SameConvolutionLayer(NeuralNetConfiguration conf, DataType type) {
    super(conf, type);
  }

  @Override
  public INDArray activate(boolean training, LayerWorkspaceMgr workspaces) {
    assertInputSet(false);
    applyDropOutIfNecessary(training, workspaces);
    INDArray in = Numbers.dense(input);
    INDArray out =
        workspaces.createUninitialized(
            ArrayType.ACTIVATIONS,
            in.dataType(),
            new long[] {in.size(0), in.size(1), in.size(2), layerConf().getNOut()},
            'c');
    Nd4j.exec(operation("conv2d").addInputs(in, weights()).addOutputs(out).build());
    return out;
  }

  @Override
  public Pair<Gradient, INDArray> backpropGradient(INDArray epsilon, LayerWorkspaceMgr workspaces) {
    assertInputSet(true);
    INDArray in = Numbers.dense(input);
    INDArray errors = Numbers.dense(epsilon);
    INDArray weightGradient = gradientViews.get(ConvolutionParamInitializer.WEIGHT_KEY);
    Gradient gradient = new DefaultGradient();
    gradient.setGradientFor(ConvolutionParamInitializer.WEIGHT_KEY, weightGradient, 'c');
    if (isFirstOfOneChannel()) {
      // Nobody asks what the pixels err by, and finding that out takes longer than all the rest.
      patches.gradient(in, errors, side(), weightGradient);
      return new Pair<>(gradient, null);
    }

    INDArray out =
        workspaces.createUninitialized(ArrayType.ACTIVATION_GRAD, in.dataType(), in.shape(), 'c');
    Nd4j.exec(
        operation("conv2d_bp")
            .addInputs(in, weights(), errors)
            .addOutputs(out, weightGradient)
            .build());
    return new Pair<>(gradient, backpropDropOutIfPresent(out));
  }

  /** Padded so that the size is kept; arrays and weights in the orders that DL4J's layer has. */
  private DynamicCustomOp.DynamicCustomOpsBuilder operation(String name) {
    int side = side();
    int same = 1;
    int channelsLast = 1;
    int weightsByOutput = 1;
    return DynamicCustomOp.builder(name)
        .addIntegerArguments(side, side, 1, 1, 0, 0, 1, 1, same, channelsLast, weightsByOutput);
  }

  private boolean isFirstOfOneChannel() {
    return getIndex() == 0 && layerConf().getNIn() == 1;
  }

  private int side() {
    return layerConf().getKernelSize()[0];
  }

  private INDArray weights() {
    return getParam(ConvolutionParamInitializer.WEIGHT_KEY);
  }
}
