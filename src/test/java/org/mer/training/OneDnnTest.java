package org.mer.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

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

      assertThat(
              with.sub(without).norm2Number().doubleValue() / without.norm2Number().doubleValue())
          .isCloseTo(0, within(1e-4));
    } finally {
      System.setProperty(DISABLE, "false");
    }
  }

  private static INDArray gradient() {
    MultiLayerNetwork network = network();
    DataSet batch = batch();
    network.setInput(batch.getFeatures());
    network.setLabels(batch.getLabels());
    network.computeGradientAndScore();
    return network.gradient().gradient().dup();
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
    MultiLayerConfiguration layers =
        new NeuralNetConfiguration.Builder()
            .seed(5)
            .updater(new Sgd(0.1))
            .list()
            .layer(
                new ConvolutionLayer.Builder(3, 3).nOut(6).activation(Activation.IDENTITY).build())
            .layer(new BatchNormalization.Builder().build())
            .layer(
                new SubsamplingLayer.Builder(PoolingType.MAX).kernelSize(2, 2).stride(2, 2).build())
            .layer(
                new OutputLayer.Builder(LossFunction.MCXENT)
                    .nOut(4)
                    .activation(Activation.SOFTMAX)
                    .build())
            .setInputType(InputType.convolutional(12, 12, 1))
            .build();
    MultiLayerNetwork network = new MultiLayerNetwork(layers);
    network.init();
    return network;
  }
}
