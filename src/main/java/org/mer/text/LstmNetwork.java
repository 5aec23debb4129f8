package org.mer.text;

import java.util.Map;
import java.util.TreeMap;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.weights.WeightInit;
import org.mer.training.NetworkDefinition;
import org.mer.training.layer.FusedLstm;
import org.mer.training.layer.LargestOverTime;
import org.mer.training.layer.WordVectors;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;
import org.nd4j.linalg.schedule.ISchedule;

/**
 * A long short-term memory network (Hochreiter and Schmidhuber 1997) over word embeddings: the
 * largest value of each unit over the words, dropout, softmax.
 *
 * @param vocabulary numbers of words, the reserved ones included
 * @param embedding length of a word's vector
 * @param units of the LSTM
 * @param dropout the share of the pooled units that is dropped in learning, 0 to below 1
 */
public record LstmNetwork(int vocabulary, int embedding, int units, double dropout)
    implements NetworkDefinition {
  /** Its name in settings, tables and bundles. */
  public static final String NAME = "lstm";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public int classes() {
    return TweetEncoder.CLASSES.size();
  }

  /** What a bundle must hold to build the layers again. */
  Map<String, Double> hyperparameters() {
    return new TreeMap<>(
        Map.of(
            "vocabulary", (double) vocabulary,
            "embedding", (double) embedding,
            "units", (double) units,
            "dropout", dropout));
  }

  @Override
  public MultiLayerConfiguration configuration(ISchedule learningRate, long seed) {
    OutputLayer.Builder output =
        new OutputLayer.Builder(LossFunction.MCXENT).nOut(classes()).activation(Activation.SOFTMAX);
    if (dropout > 0) {
      output.dropOut(1 - dropout); // DL4J wants the share that is kept
    }

    return new NeuralNetConfiguration.Builder()
        .seed(seed)
        .updater(new Adam(learningRate))
        .weightInit(WeightInit.XAVIER)
        .list()
        .layer(new WordVectors(vocabulary, embedding))
        .layer(new FusedLstm(units))
        .layer(new LargestOverTime())
        .layer(output.build())
        .setInputType(InputType.recurrent(vocabulary))
        .build();
  }
}
