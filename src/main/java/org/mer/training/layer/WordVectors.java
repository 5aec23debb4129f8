package org.mer.training.layer;

import java.util.Collection;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.api.ParamInitializer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.layers.EmbeddingSequenceLayer;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A vector for each word of [batch, 1, steps], as [batch, size, steps]; zero where the mask is. The
 * parameters are those of DL4J's {@link EmbeddingSequenceLayer}, but row after row.
 */
public final class WordVectors extends EmbeddingSequenceLayer {
  private static final long serialVersionUID = 1L;

  /** Only for copies and for reading a definition back. */
  public WordVectors() {
    setActivationFn(new ActivationIdentity());
    setInferInputLength(true);
    setOutputFormat(RNNFormat.NCW);
  }

  /**
   * Vectors of a vocabulary.
   *
   * @param words how many words there are, numbered from 0
   * @param size numbers of a vector
   */
  public WordVectors(int words, int size) {
    this();
    setNIn(words);
    setNOut(size);
  }

  @Override
  public ParamInitializer initializer() {
    return new WordVectorParameters();
  }

  @Override
  public Layer instantiate(
      NeuralNetConfiguration conf,
      Collection<TrainingListener> listeners,
      int index,
      INDArray parameters,
      boolean initialize,
      DataType type) {
    return new Instantiation(conf, listeners, index, parameters, initialize)
        .complete(new WordVectorsLayer(conf, type));
  }
}
