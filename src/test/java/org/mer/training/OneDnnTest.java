package org.mer.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.function.Function;
import java.util.stream.Stream;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.junit.jupiter.api.Test;
import org.mer.training.layer.SameConvolution;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;
import org.nd4j.nativeblas.NativeOpsHolder;

/** Convolutions must run in oneDNN, and must compute there what they compute without it. */
class OneDnnTest {
  private static final String DISABLE = "org.eclipse.deeplearning4j.helpers.disable";

  @Test
  void convolutionAndNormalisationAndPoolingUseIt() {
    MultiLayerNetwork network = network();
    network.output(batch().getFeatures());

    assertThat(network.getLayer(0).getHelper()).as("helper of the convolution").isNotNull();
    assertThat(network.getLayer(1).getHelper()).as("helper of the normalisation").isNotNull();
    assertThat(network.getLayer(2).getHelper()).as("helper of the pooling").isNotNull();
  }

  @Test
  void gradientsAreTheSameWithoutIt() {
    INDArray with = gradient();
    System.setProperty(DISABLE, "true");
    try {
      INDArray without = gradient();

      assertThat(relativeDifference(with, without)).isCloseTo(0, within(1e-4));
    } finally {
      System.setProperty(DISABLE, "false");
    }
  }

  @Test
  void theNativeLibraryWasBuiltWithIt() {
    assertThat(NativeOpsHolder.getInstance().getDeviceNativeOps().buildInfo())
        .as("what the native library was built with; nd4j-native wants its onednn classifier")
        .contains("HAVE_ONEDNN");
  }

  @Test
  void ourConvolutionUsesItForwards() {
    usesIt(layer -> layer.activate(true, LayerWorkspaceMgr.noWorkspaces()));
  }

  @Test
  void ourConvolutionUsesItBackwards() {
    INDArray errors = Nd4j.randn(DataType.FLOAT, 8, 12, 12, 32);
    usesIt(
        layer ->
            layer.backpropGradient(errors, LayerWorkspaceMgr.noWorkspaces()).getSecond().dup());
  }

  /** oneDNN sums in another order than ND4J does by itself, which shows in the last digits. */
  private static void usesIt(Function<Layer, INDArray> computation) {
    Layer layer = sameConvolution();
    INDArray with = computation.apply(layer);
    Nd4j.getEnvironment().allowHelpers(false);
    try {
      INDArray without = computation.apply(layer);

      assertThat(computation.apply(layer).data().asFloat())
          .as("ND4J by itself, again")
          .isEqualTo(without.data().asFloat());
      assertThat(with.data().asFloat())
          .as("oneDNN, which must not be ND4J by itself to the last bit")
          .isNotEqualTo(without.data().asFloat());
      assertThat(relativeDifference(with, without)).isCloseTo(0, within(1e-5));
    } finally {
      Nd4j.getEnvironment().allowHelpers(true);
    }
  }

  /** A layer with something to convolve. */
  private static Layer sameConvolution() {
    MultiLayerNetwork network =
        network(InputType.convolutional(12, 12, 16, CNN2DFormat.NHWC), new SameConvolution(3, 32));
    network.initGradientsView();
    Layer layer = network.getLayer(0);
    Nd4j.getRandom().setSeed(3);
    layer.setInput(Nd4j.randn(DataType.FLOAT, 8, 12, 12, 16), LayerWorkspaceMgr.noWorkspaces());
    return layer;
  }

  private static INDArray gradient() {
    MultiLayerNetwork network = network();
    DataSet batch = batch();
    network.setInput(batch.getFeatures());
    network.setLabels(batch.getLabels());
    network.computeGradientAndScore();
    return network.gradient().gradient().dup();
  }

  private static double relativeDifference(INDArray one, INDArray other) {
    return one.sub(other).norm2Number().doubleValue() / other.norm2Number().doubleValue();
  }

  private static DataSet batch() {
    Nd4j.getRandom().setSeed(3);
    INDArray labels = Nd4j.zeros(8, 4);
    for (int i = 0; i < 8; i++) {
      labels.putScalar(i, i % 4, 1);
    }

    return new DataSet(Nd4j.randn(8, 1, 12, 12), labels);
  }

  private static MultiLayerNetwork network() {
    return network(
        InputType.convolutional(12, 12, 1),
        new ConvolutionLayer.Builder(3, 3).nOut(6).activation(Activation.IDENTITY).build(),
        new BatchNormalization.Builder().build(),
        new SubsamplingLayer.Builder(PoolingType.MAX).kernelSize(2, 2).stride(2, 2).build());
  }

  private static MultiLayerNetwork network(
      InputType input, org.deeplearning4j.nn.conf.layers.Layer... layers) {
    NeuralNetConfiguration.ListBuilder list =
        new NeuralNetConfiguration.Builder().seed(5).updater(new Sgd(0.1)).list();
    Stream.of(layers).forEach(list::layer);
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            list.layer(
                    new OutputLayer.Builder(LossFunction.MCXENT)
                        .nOut(4)
                        .activation(Activation.SOFTMAX)
                        .build())
                .setInputType(input)
                .build());
    network.init();
    return network;
  }
}
