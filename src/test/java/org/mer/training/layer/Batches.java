package org.mer.training.layer;

import java.util.List;
import java.util.Random;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** Random batches to learn from, the same for the same arguments. */
record Batches(DataType type) {
  static final int CLASSES = 3;

  private static final int SEED = 13;

  /** Normally distributed numbers. */
  DataSet numbers(long... shape) {
    Nd4j.getRandom().setSeed(SEED);
    return new DataSet(Nd4j.randn(type, shape), labels((int) shape[0]));
  }

  /** Numbers about another mean. */
  DataSet about(double mean, double deviation, long... shape) {
    DataSet batch = numbers(shape);
    batch.getFeatures().muli(deviation).addi(mean);
    return batch;
  }

  /** Sequences of vectors with so many steps each, padded with zeros to so many. */
  DataSet sequences(int size, int steps, List<Integer> lengths) {
    DataSet batch = numbers(lengths.size(), size, steps);
    INDArray mask = mask(steps, lengths);
    batch.getFeatures().muli(mask.reshape(lengths.size(), 1, steps));
    batch.setFeaturesMaskArray(mask);
    return batch;
  }

  /** Tweets of so many words each, padded with word 0; the words do not depend on the padding. */
  DataSet tweets(int words, int steps, List<Integer> lengths) {
    INDArray numbers = Nd4j.zeros(type, lengths.size(), 1, steps);
    for (int tweet = 0; tweet < lengths.size(); tweet++) {
      Random random = new Random(SEED + tweet);
      for (int step = 0; step < lengths.get(tweet); step++) {
        numbers.putScalar(new int[] {tweet, 0, step}, random.nextInt(words));
      }
    }

    return new DataSet(numbers, labels(lengths.size()), mask(steps, lengths), null);
  }

  /** What ends each network. */
  OutputLayer output() {
    return new OutputLayer.Builder(LossFunction.MCXENT)
        .nOut(CLASSES)
        .activation(Activation.SOFTMAX)
        .build();
  }

  private INDArray labels(int batch) {
    INDArray labels = Nd4j.zeros(type, batch, CLASSES);
    for (int i = 0; i < batch; i++) {
      labels.putScalar(i, i % CLASSES, 1);
    }

    return labels;
  }

  private INDArray mask(int steps, List<Integer> lengths) {
    INDArray mask = Nd4j.zeros(type, lengths.size(), steps);
    for (int i = 0; i < lengths.size(); i++) {
      for (int step = 0; step < lengths.get(i); step++) {
        mask.putScalar(i, step, 1);
      }
    }

    return mask;
  }
}
