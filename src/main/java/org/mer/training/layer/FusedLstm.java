package org.mer.training.layer;

import java.util.Collection;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.nd4j.linalg.activations.impl.ActivationSigmoid;
import org.nd4j.linalg.activations.impl.ActivationTanH;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Long short-term memory (Hochreiter and Schmidhuber 1997) without peepholes, over [batch, size,
 * steps]. The parameters are those of DL4J's {@link LSTM}. Padding has to stand at the end: it then
 * changes no earlier output.
 */
public final class FusedLstm extends LSTM {
  private static final long serialVersionUID = 1L;

  /** Only for copies and for reading a definition back. */
  public FusedLstm() {
    setActivationFn(new ActivationTanH());
    setGateActivationFn(new ActivationSigmoid());
    setForgetGateBiasInit(1);
    setRnnDataFormat(RNNFormat.NCW);
  }

  /** A layer of so many units, whose gates forget little at first. */
  public FusedLstm(int units) {
    this();
    setNOut(units);
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
        .complete(new FusedLstmLayer(conf, type));
  }
}
