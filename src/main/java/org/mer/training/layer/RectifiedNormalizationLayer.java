package org.mer.training.layer;

import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.layers.normalization.BatchNormalization;
import org.deeplearning4j.nn.params.BatchNormalizationParamInitializer;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** What {@link RectifiedNormalization} does; its loops are in {@link Channels}. */
final class RectifiedNormalizationLayer extends BatchNormalization {
  private static final long serialVersionUID = 1L;

  private transient Channels channels;
  private transient Channels.Moments moments;

  RectifiedNormalizationLayer(NeuralNetConfiguration conf, DataType type) {
    super(conf, type);
  }

  @Override
  public INDArray preOutput(INDArray x, TrainingMode mode, LayerWorkspaceMgr workspaces) {
    INDArray in = Numbers.dense(x);
    INDArray out =
        workspaces.createUninitialized(ArrayType.ACTIVATIONS, in.dataType(), in.shape(), 'c');
    float[] running = parameter(BatchNormalizationParamInitializer.GLOBAL_MEAN);
    if (channels == null) {
      channels = new Channels(running.length);
    }

    moments =
        mode == TrainingMode.TRAIN
            ? channels.moments(in)
            : new Channels.Moments(
                running, parameter(BatchNormalizationParamInitializer.GLOBAL_VAR));
    channels.forward(in, normalization(), out);
    return out;
  }

  @Override
  public Pair<Gradient, INDArray> backpropGradient(INDArray epsilon, LayerWorkspaceMgr workspaces) {
    assertInputSet(true);
    INDArray in = Numbers.dense(input);
    INDArray errors = Numbers.dense(epsilon);
    INDArray out =
        workspaces.createUninitialized(ArrayType.ACTIVATION_GRAD, in.dataType(), in.shape(), 'c');
    Channels.Normalization normalization = normalization();
    Channels.Errors sums = channels.errors(in, errors, normalization);
    channels.backward(in, errors, normalization, sums, out);
    return new Pair<>(gradient(sums), out);
  }

  /**
   * The running mean and variance are parameters, and their "gradient" is the step that moves them
   * towards those of the batch: so they are averaged over workers like all others.
   */
  private Gradient gradient(Channels.Errors sums) {
    Gradient gradient = new DefaultGradient();
    put(gradient, BatchNormalizationParamInitializer.GAMMA, sums.gamma());
    put(gradient, BatchNormalizationParamInitializer.BETA, sums.beta());
    step(gradient, BatchNormalizationParamInitializer.GLOBAL_MEAN, moments.mean());
    step(gradient, BatchNormalizationParamInitializer.GLOBAL_VAR, moments.variance());
    return gradient;
  }

  private void step(Gradient gradient, String name, float[] batch) {
    float[] steps = parameter(name);
    for (int c = 0; c < steps.length; c++) {
      steps[c] = (float) ((1 - layerConf().getDecay()) * (steps[c] - batch[c]));
    }

    put(gradient, name, steps);
  }

  private void put(Gradient gradient, String name, float[] values) {
    INDArray view = gradientViews.get(name);
    view.assign(Nd4j.createFromArray(values).reshape(view.shape()));
    gradient.setGradientFor(name, view);
  }

  private Channels.Normalization normalization() {
    return Channels.Normalization.of(
        moments,
        parameter(BatchNormalizationParamInitializer.GAMMA),
        parameter(BatchNormalizationParamInitializer.BETA),
        layerConf().getEps());
  }

  private float[] parameter(String name) {
    return Numbers.copy(getParam(name));
  }
}
