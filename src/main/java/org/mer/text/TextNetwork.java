package org.mer.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.recurrent.Bidirectional;
import org.deeplearning4j.nn.weights.WeightInit;
import org.mer.training.NetworkDefinition;
import org.mer.training.layer.LargestOverTime;
import org.mer.training.layer.WordVectors;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.regularization.WeightDecay;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;
import org.nd4j.linalg.schedule.ISchedule;

/**
 * A network over word vectors: layers that see the words in their order, the largest value of each
 * unit over the words, dropout, softmax. It learns by Adam with decoupled weight decay (Loshchilov
 * and Hutter 2019).
 */
public sealed interface TextNetwork extends NetworkDefinition
    permits LstmNetwork, TransformerNetwork {
  /** Numbers of words, the reserved ones included. */
  int vocabulary();

  /** Length of a word's vector. */
  int embedding();

  /** The share of the pooled units that is dropped in learning, 0 to below 1. */
  double dropout();

  /** Weight decay: the share of each weight that is taken off in a step, over the learning rate. */
  double l2();

  /** What a bundle must hold to build the layers again. */
  Map<String, Double> hyperparameters();

  /** The layers between the word vectors and the pooling. */
  List<Layer> layers();

  @Override
  default int classes() {
    return TweetEncoder.CLASSES.size();
  }

  @Override
  default MultiLayerConfiguration configuration(ISchedule learningRate, long seed) {
    OutputLayer.Builder output =
        new OutputLayer.Builder(LossFunction.MCXENT).nOut(classes()).activation(Activation.SOFTMAX);
    if (dropout() > 0) {
      output.dropOut(1 - dropout()); // DL4J wants the share that is kept
    }

    List<Layer> layers = new ArrayList<>();
    layers.add(new WordVectors(vocabulary(), embedding()));
    layers.addAll(layers());
    layers.add(new LargestOverTime());
    layers.add(output.build());
    if (l2() > 0) {
      layers.forEach(layer -> decay(layer, l2()));
    }

    return new NeuralNetConfiguration.Builder()
        .seed(seed)
        .updater(new Adam(learningRate))
        .weightInit(WeightInit.XAVIER)
        .list(layers.toArray(Layer[]::new))
        .setInputType(InputType.recurrent(vocabulary()))
        .build();
  }

  /** Layer by layer: what DL4J's builder is told for all of them, each layer gets twice. */
  private static void decay(Layer layer, double share) {
    if (layer instanceof Bidirectional both) {
      decay(both.getFwd(), share);
      decay(both.getBwd(), share);
    } else if (layer instanceof BaseLayer one) {
      one.setRegularization(List.of(new WeightDecay(share, true)));
    }
  }
}
