package org.mer.training.layer;

import java.util.Map;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.deeplearning4j.nn.params.EmbeddingLayerParamInitializer;
import org.deeplearning4j.nn.weights.IWeightInit;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The table of word vectors, row after row. DL4J's own lies column after column, so that each
 * number of a vector is fetched from another end of the memory.
 */
final class WordVectorParameters extends EmbeddingLayerParamInitializer {
  private static final char ROW_AFTER_ROW = 'c';

  @Override
  protected INDArray createWeightMatrix(
      long words, long size, IWeightInit initial, INDArray view, boolean initialize) {
    return initialize
        ? initial.init(1, (double) size, new long[] {words, size}, ROW_AFTER_ROW, view)
        : table(view, words, size);
  }

  @Override
  public Map<String, INDArray> getGradientsFromFlattened(
      NeuralNetConfiguration conf, INDArray view) {
    FeedForwardLayer layer = (FeedForwardLayer) conf.getLayer();
    return Map.of(WEIGHT_KEY, table(view, layer.getNIn(), layer.getNOut()));
  }

  private static INDArray table(INDArray view, long words, long size) {
    return view.reshape(ROW_AFTER_ROW, words, size);
  }
}
