package org.mer.training.layer;

import java.util.Collection;
import java.util.List;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.api.ParamInitializer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Layer normalisation (Ba et al. 2016) of the vector of each step of [batch, size, steps], with a
 * gain and a shift of each number; epsilon is 1e-5. What comes out where the mask is has no
 * meaning.
 */
public final class LayerNorm extends SequenceLayer {
  static final String GAIN = "g";
  static final String SHIFT = "s";

  private static final long serialVersionUID = 1L;

  /** Gains of one and shifts of zero at first. */
  public LayerNorm() {
    // the size is that of what comes in
  }

  @Override
  public ParamInitializer initializer() {
    return new ParameterList(
        List.of(Parameter.gain(GAIN, getNIn()), Parameter.shift(SHIFT, getNIn())));
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
        .complete(new LayerNormLayer(conf, type));
  }
}
