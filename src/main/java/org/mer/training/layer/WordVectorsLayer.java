package org.mer.training.layer;

import java.util.Arrays;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.layers.feedforward.embedding.EmbeddingSequenceLayer;
import org.deeplearning4j.nn.params.DefaultParamInitializer;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** What {@link WordVectors} does: copies rows, and adds their errors up. */
final class WordVectorsLayer extends EmbeddingSequenceLayer {
  private static final long serialVersionUID = 1L;

  private static final int MASKED = -1;

  /** Of each step and example, step by step: the word, or that it is masked. */
  private transient int[] words = new int[0];

  private transient int batch;

  WordVectorsLayer(NeuralNetConfiguration conf, DataType type) {
    super(conf, type);
  }

  @Override
  public INDArray activate(boolean training, LayerWorkspaceMgr workspaces) {
    assertInputSet(false);
    look();
    INDArray weights = getParam(DefaultParamInitializer.WEIGHT_KEY);
    int size = (int) layerConf().getNOut();
    int steps = words.length / batch;
    Steps vectors = Steps.create(workspaces, ArrayType.ACTIVATIONS, weights, batch, size, steps);
    Numbers table = Numbers.of(weights);
    float[] slab = new float[size * batch];
    for (int step = 0; step < steps; step++) {
      for (int example = 0; example < batch; example++) {
        int word = words[step * batch + example];
        int at = example * size;
        if (word == MASKED) {
          Arrays.fill(slab, at, at + size, 0);
        } else {
          table.read((long) word * size, slab, at, size);
        }
      }

      vectors.write(slab, 0, step);
    }

    return vectors.sequences();
  }

  @Override
  public Pair<Gradient, INDArray> backpropGradient(INDArray epsilon, LayerWorkspaceMgr workspaces) {
    INDArray gradients = gradientViews.get(DefaultParamInitializer.WEIGHT_KEY);
    gradients.assign(0);
    Numbers table = Numbers.of(gradients);
    Steps errors = Steps.of(epsilon);
    int size = errors.size();
    float[] slab = new float[size * batch];
    float[] sum = new float[size];
    for (int step = 0; step < errors.count(); step++) {
      errors.read(step, slab, 0);
      for (int example = 0; example < batch; example++) {
        int word = words[step * batch + example];
        if (word != MASKED) {
          table.read((long) word * size, sum, 0, size);
          add(slab, example * size, sum);
          table.write(sum, 0, (long) word * size, size);
        }
      }
    }

    Gradient gradient = new DefaultGradient();
    gradient.setGradientFor(DefaultParamInitializer.WEIGHT_KEY, gradients);
    return new Pair<>(gradient, null);
  }

  /** Finds out which word stands where. */
  private void look() {
    batch = (int) input.size(0);
    int steps = (int) (input.length() / batch);
    float[] numbers = Numbers.copy(input);
    float[] mask = maskArray == null ? null : Numbers.copy(maskArray);
    words = new int[numbers.length];
    for (int example = 0; example < batch; example++) {
      for (int step = 0; step < steps; step++) {
        int at = example * steps + step;
        int word = word(numbers[at]);
        words[step * batch + example] = mask == null || mask[at] != 0 ? word : MASKED;
      }
    }
  }

  private int word(float number) {
    int word = (int) number;
    if (word != number) {
      throw new IllegalArgumentException("a word's number is whole, cannot be: " + number);
    }

    long known = layerConf().getNIn();
    if (word < 0 || word >= known) {
      throw new IllegalArgumentException(
          "there are %,d words, cannot take number %d".formatted(known, word));
    }

    return word;
  }

  private static void add(float[] values, int from, float[] to) {
    for (int i = 0; i < to.length; i++) {
      to[i] += values[from + i];
    }
  }
}
