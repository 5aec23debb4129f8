package org.mer.training.layer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.api.layers.IOutputLayer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.params.BatchNormalizationParamInitializer;
import org.deeplearning4j.nn.weights.WeightInit;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Sgd;

/**
 * A network of these layers and one of DL4J's own, with the same weights.
 *
 * @param ours of these layers
 * @param theirs of DL4J's
 */
record SideBySide(MultiLayerNetwork ours, MultiLayerNetwork theirs) {
  static final double TOLERANCE = 1e-4;

  private static final double LEARNING_RATE = 0.1;
  private static final double NOISE = 0.2;

  /** Both with the weights of the first, none of which is at a value that hides a mistake. */
  static SideBySide of(InputType input, List<? extends Layer> ours, List<? extends Layer> theirs) {
    return of(network(DataType.FLOAT, input, ours), network(DataType.FLOAT, input, theirs));
  }

  /** DL4J's in double precision, where its own errors in single precision would be too large. */
  static SideBySide exact(
      InputType input, List<? extends Layer> ours, List<? extends Layer> theirs) {
    return of(network(DataType.FLOAT, input, ours), network(DataType.DOUBLE, input, theirs));
  }

  private static SideBySide of(MultiLayerNetwork ours, MultiLayerNetwork theirs) {
    SideBySide both = new SideBySide(ours, theirs);
    both.copyWeights();
    return both;
  }

  /** A network whose weights are random, biases and normalisations included. */
  static MultiLayerNetwork network(
      DataType type, InputType input, List<? extends Layer> definitions) {
    NeuralNetConfiguration.ListBuilder layers =
        new NeuralNetConfiguration.Builder()
            .seed(7)
            .dataType(type)
            .updater(new Sgd(LEARNING_RATE))
            .weightInit(WeightInit.XAVIER)
            .list(definitions.toArray(Layer[]::new));
    MultiLayerNetwork network = new MultiLayerNetwork(layers.setInputType(input).build());
    network.init();
    Nd4j.getRandom().setSeed(11);
    for (org.deeplearning4j.nn.api.Layer layer : network.getLayers()) {
      layer.paramTable().forEach(SideBySide::shake);
    }

    return network;
  }

  /** The size of the difference, in sizes of what is expected. */
  static double deviation(INDArray actual, INDArray expected) {
    assertThat(actual.shape()).isEqualTo(expected.shape());
    double size = expected.norm2Number().doubleValue();
    double difference =
        actual.castTo(expected.dataType()).sub(expected).norm2Number().doubleValue();
    return difference == 0 ? 0 : difference / size;
  }

  static void assertClose(String what, INDArray actual, INDArray expected) {
    assertThat(deviation(actual, expected)).as(what).isLessThan(TOLERANCE);
  }

  /** Outputs, gradients of all weights and errors of the inputs, where ours are found at all. */
  void assertSame(DataSet batch) {
    assertSameOutput(batch);
    if (batch.getFeaturesMaskArray() == null) {
      assertThat(deviationInLearning(batch)).as("output in learning").isLessThan(TOLERANCE);
    }

    assertSameGradients(batch);
    INDArray expected = inputErrors(theirs, batch);
    INDArray actual = inputErrors(ours, batch);
    if (actual != null) {
      assertClose("errors of the inputs", actual, expected);
    }
  }

  void assertSameOutput(DataSet batch) {
    assertClose("output", output(ours, batch), output(theirs, batch));
  }

  void assertSameGradients(DataSet batch) {
    assertThat(deviations(batch)).as("gradient of each parameter").allMatch(d -> d < TOLERANCE);
  }

  /** Of the gradient of each parameter. */
  List<Double> deviations(DataSet batch) {
    List<INDArray> expected = gradients(theirs, batch);
    List<INDArray> actual = gradients(ours, batch);
    assertThat(actual).hasSameSizeAs(expected);
    return IntStream.range(0, actual.size())
        .mapToObj(i -> deviation(actual.get(i), expected.get(i)))
        .toList();
  }

  /** Of the output in learning, when the moments are those of the batch. */
  double deviationInLearning(DataSet batch) {
    return deviation(
        ours.output(features(ours, batch), true), theirs.output(features(theirs, batch), true));
  }

  void fit(DataSet batch) {
    ours.fit(batch);
    theirs.fit(batch);
  }

  static INDArray output(MultiLayerNetwork network, DataSet batch) {
    return network.output(batch.getFeatures(), false, batch.getFeaturesMaskArray(), null);
  }

  /** Of each parameter in turn. */
  static List<INDArray> gradients(MultiLayerNetwork network, DataSet batch) {
    network.clearLayerMaskArrays();
    network.setInput(features(network, batch));
    network.setLabels(batch.getLabels().castTo(network.params().dataType()));
    network.setLayerMaskArrays(batch.getFeaturesMaskArray(), null);
    network.computeGradientAndScore();
    Gradient gradient = network.gradient();
    List<INDArray> gradients = new ArrayList<>();
    for (int i = 0; i < network.getnLayers(); i++) {
      for (String name : network.getLayer(i).paramTable().keySet()) {
        INDArray found = gradient.getGradientFor(i + "_" + name);
        gradients.add((found == null ? step(network.getLayer(i), name) : found).dup());
      }
    }

    return gradients;
  }

  /**
   * What a unit of several layers moves its running moments by, which it does not call gradients.
   */
  private static INDArray step(org.deeplearning4j.nn.api.Layer layer, String name) {
    return layer
        .conf()
        .getLayer()
        .initializer()
        .getGradientsFromFlattened(layer.conf(), layer.getGradientsViewArray())
        .get(name);
  }

  /** What the inputs of the first layer err by; null where the network does not find that out. */
  static INDArray inputErrors(MultiLayerNetwork network, DataSet batch) {
    network.clearLayerMaskArrays();
    return batch.getFeaturesMaskArray() == null
        ? network.calculateGradients(batch.getFeatures(), batch.getLabels(), null, null).getSecond()
        : maskedInputErrors(network, batch);
  }

  /** Layer by layer: {@code calculateGradients} hands the mask to the output layer. */
  private static INDArray maskedInputErrors(MultiLayerNetwork network, DataSet batch) {
    LayerWorkspaceMgr none = LayerWorkspaceMgr.noWorkspaces();
    network.setLayerMaskArrays(batch.getFeaturesMaskArray(), null);
    int last = network.getnLayers() - 1;
    INDArray values = batch.getFeatures();
    for (int i = 0; i < last; i++) {
      values = network.getLayer(i).activate(values, true, none);
    }

    IOutputLayer output = (IOutputLayer) network.getOutputLayer();
    output.setInput(values, none);
    output.setLabels(batch.getLabels());
    INDArray errors = output.backpropGradient(null, none).getSecond();
    for (int i = last - 1; i >= 0; i--) {
      errors = network.getLayer(i).backpropGradient(errors, none).getSecond();
    }

    return errors;
  }

  private static INDArray features(MultiLayerNetwork network, DataSet batch) {
    return batch.getFeatures().castTo(network.params().dataType());
  }

  private void copyWeights() {
    List<INDArray> from = weights(ours);
    List<INDArray> to = weights(theirs);
    assertThat(to).hasSameSizeAs(from);
    for (int i = 0; i < from.size(); i++) {
      to.get(i).assign(from.get(i));
    }
  }

  private static List<INDArray> weights(MultiLayerNetwork network) {
    return Arrays.stream(network.getLayers())
        .flatMap(layer -> layer.paramTable().values().stream())
        .toList();
  }

  private static void shake(String name, INDArray weights) {
    weights.addi(Nd4j.randn(weights.dataType(), weights.shape()).muli(NOISE));
    if (name.endsWith(BatchNormalizationParamInitializer.GLOBAL_VAR)) {
      weights.assign(Nd4j.math().abs(weights).addi(NOISE));
    }
  }
}
