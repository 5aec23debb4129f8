package org.mer.training.layer;

import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.layers.convolution.ConvolutionLayer;
import org.deeplearning4j.nn.params.DepthwiseConvolutionParamInitializer;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.DynamicCustomOp;
import org.nd4j.linalg.factory.Nd4j;

/** What {@link DepthwiseConvolution} does, in ND4J's operations, which call oneDNN. */
final class DepthwiseConvolutionLayer extends ConvolutionLayer {
  private static final long serialVersionUID = 1L;

  DepthwiseConvolutionLayer(NeuralNetConfiguration conf, DataType type) {
    super(conf, type);
  }

  @Override
  public INDArray activate(boolean training, LayerWorkspaceMgr workspaces) {
    assertInputSet(false);
    applyDropOutIfNecessary(training, workspaces);
    INDArray in = Numbers.dense(input);
    INDArray out =
        workspaces.createUninitialized(ArrayType.ACTIVATIONS, in.dataType(), in.shape(), 'c');
    Nd4j.exec(operation("depthwise_conv2d").addInputs(in, weights()).addOutputs(out).build());
    return out;
  }

  @Override
  public Pair<Gradient, INDArray> backpropGradient(INDArray epsilon, LayerWorkspaceMgr workspaces) {
    assertInputSet(true);
    INDArray in = Numbers.dense(input);
    INDArray errors = Numbers.dense(epsilon);
    INDArray weightGradient = gradientViews.get(DepthwiseConvolutionParamInitializer.WEIGHT_KEY);
    INDArray out =
        workspaces.createUninitialized(ArrayType.ACTIVATION_GRAD, in.dataType(), in.shape(), 'c');
    Nd4j.exec(
        operation("depthwise_conv2d_bp")
            .addInputs(in, weights(), errors)
            .addOutputs(out, weightGradient)
            .build());
    Gradient gradient = new DefaultGradient();
    gradient.setGradientFor(DepthwiseConvolutionParamInitializer.WEIGHT_KEY, weightGradient, 'c');
    return new Pair<>(gradient, backpropDropOutIfPresent(out));
  }

  /** Padded so that the size is kept; arrays and weights in the orders that DL4J's layer has. */
  private DynamicCustomOp.DynamicCustomOpsBuilder operation(String name) {
    int side = layerConf().getKernelSize()[0];
    int same = 1;
    int channelsLast = 1;
    int weightsByPlace = 0;
    return DynamicCustomOp.builder(name)
        .addIntegerArguments(side, side, 1, 1, 0, 0, 1, 1, same, channelsLast, weightsByPlace);
  }

  private INDArray weights() {
    return getParam(DepthwiseConvolutionParamInitializer.WEIGHT_KEY);
  }
}
