package org.mer.training;

import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;
import org.nd4j.linalg.schedule.ISchedule;

/**
 * A network of one hidden layer.
 *
 * @param kept the share of hidden units that dropout keeps
 */
record Perceptron(double kept) implements NetworkDefinition {
  @Override
  public String name() {
    return "perceptron";
  }

  @Override
  public int classes() {
    return 2;
  }

  @Override
  public MultiLayerConfiguration configuration(ISchedule learningRate, long seed) {
    return new NeuralNetConfiguration.Builder()
        .seed(seed)
        .updater(new Adam(learningRate))
        .list()
        .layer(new DenseLayer.Builder().nIn(2).nOut(16).activation(Activation.TANH).build())
        .layer(
            new OutputLayer.Builder(LossFunction.MCXENT)
                .nOut(2)
                .activation(Activation.SOFTMAX)
                .dropOut(kept)
                .build())
        .setInputType(InputType.feedForward(2))
        .build();
  }
}
