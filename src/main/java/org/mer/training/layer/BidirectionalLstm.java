package org.mer.training.layer;

import static org.nd4j.linalg.indexing.NDArrayIndex.all;
import static org.nd4j.linalg.indexing.NDArrayIndex.interval;

import java.util.Collection;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.recurrent.Bidirectional;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Two long short-term memories over [batch, size, steps] (Schuster and Paliwal 1997), one from the
 * first step to the last and one from the last to the first: [batch, 2 * units, steps], the units
 * of the first one before those of the second. The parameters are those of DL4J's {@link
 * Bidirectional}, whose second one begins with the padding; this one begins with the last step that
 * the mask leaves. Padding has to stand at the end: it then changes no output before it.
 */
public final class BidirectionalLstm extends Bidirectional {
  private static final long serialVersionUID = 1L;

  /** Only for copies and for reading a definition back. */
  public BidirectionalLstm() {
    // what it needs, the reader sets
  }

  /** A layer of twice so many units. */
  public BidirectionalLstm(int units) {
    super(new FusedLstm(units));
  }

  @Override
  public Layer instantiate(
      NeuralNetConfiguration conf,
      Collection<TrainingListener> listeners,
      int index,
      INDArray parameters,
      boolean initialize,
      DataType type) {
    long half = parameters.length() / 2;
    Layer forward =
        of(getFwd(), conf, listeners, index, half(parameters, 0, half), initialize, type);
    Layer backward =
        of(getBwd(), conf, listeners, index, half(parameters, half, half), initialize, type);
    BidirectionalLstmLayer layer = new BidirectionalLstmLayer(conf, forward, backward, parameters);
    layer.setParamTable(initializer().init(conf, parameters, initialize));
    layer.setConf(conf);
    return layer;
  }

  private static Layer of(
      org.deeplearning4j.nn.conf.layers.Layer definition,
      NeuralNetConfiguration conf,
      Collection<TrainingListener> listeners,
      int index,
      INDArray parameters,
      boolean initialize,
      DataType type) {
    NeuralNetConfiguration own = conf.clone();
    own.setLayer(definition);
    return definition.instantiate(own, listeners, index, parameters, initialize, type);
  }

  private static INDArray half(INDArray parameters, long from, long length) {
    return parameters.get(all(), interval(from, from + length));
  }
}
