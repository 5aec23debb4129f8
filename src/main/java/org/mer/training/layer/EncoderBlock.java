package org.mer.training.layer;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.api.ParamInitializer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * A block of the Transformer's encoder (Vaswani et al. 2017) over [batch, size, steps], normalised
 * before each part (Xiong et al. 2020): x + attention(norm(x)) of several heads, then x +
 * feedForward(norm(x)) with a rectifier. Nobody attends to what is masked, wherever it stands; what
 * comes out there has no meaning, so what follows must not see it.
 *
 * <p>Each head learns how much it minds each distance: a number for it is added to the score of a
 * key so many steps before or behind the query (Raffel et al. 2020, but a number for each
 * distance). At first the heads look to different places, in turn: the step before, the step
 * behind, all that is near, and anywhere; so words that belong together need not be found.
 */
public final class EncoderBlock extends SequenceLayer {
  static final String ATTENTION_GAIN = "ag";
  static final String ATTENTION_SHIFT = "as";
  static final String PARTS_WEIGHTS = "aW";
  static final String PARTS_BIAS = "ab";
  static final String DISTANCE_SCORES = "ad";
  static final String OUTPUT_WEIGHTS = "oW";
  static final String OUTPUT_BIAS = "ob";
  static final String FORWARD_GAIN = "fg";
  static final String FORWARD_SHIFT = "fs";
  static final String HIDDEN_WEIGHTS = "hW";
  static final String HIDDEN_BIAS = "hb";
  static final String FORWARD_WEIGHTS = "fW";
  static final String FORWARD_BIAS = "fb";

  private static final long serialVersionUID = 1L;

  @JsonProperty private int heads;
  @JsonProperty private int hidden;
  @JsonProperty private int reach;

  /** Only for copies and for reading a definition back. */
  public EncoderBlock() {
    // what it needs, the reader sets
  }

  /**
   * A block as wide as what comes in.
   *
   * @param heads of the attention, at least 1; they share the width, which is a multiple of them
   * @param hidden units of the feed-forward part, at least 1
   * @param reach the largest distance with scores of its own, those beyond have the same; 0 if no
   *     distance has
   */
  public EncoderBlock(int heads, int hidden, int reach) {
    if (heads < 1) {
      throw new IllegalArgumentException("heads must be at least 1, cannot be: " + heads);
    }

    if (hidden < 1) {
      throw new IllegalArgumentException("hidden must be at least 1, cannot be: " + hidden);
    }

    if (reach < 0) {
      throw new IllegalArgumentException("reach must be at least 0, cannot be: " + reach);
    }

    this.heads = heads;
    this.hidden = hidden;
    this.reach = reach;
  }

  int heads() {
    return heads;
  }

  int hidden() {
    return hidden;
  }

  int reach() {
    return reach;
  }

  @Override
  public void setNIn(InputType input, boolean override) {
    super.setNIn(input, override);
    if (getNIn() % heads != 0) {
      throw new IllegalArgumentException(
          "heads must divide the length of a vector, %d, cannot be: %d".formatted(getNIn(), heads));
    }
  }

  @Override
  public ParamInitializer initializer() {
    long width = getNIn();
    int parts = Attention.PARTS;
    List<Parameter> parameters = new ArrayList<>();
    if (reach > 0) {
      parameters.add(Parameter.given(DISTANCE_SCORES, Distances.first(heads, reach)));
    }

    parameters.addAll(
        List.of(
            Parameter.gain(ATTENTION_GAIN, width),
            Parameter.shift(ATTENTION_SHIFT, width),
            Parameter.matrices(PARTS_WEIGHTS, width, width, parts),
            Parameter.bias(PARTS_BIAS, parts * width),
            Parameter.matrix(OUTPUT_WEIGHTS, width, width),
            Parameter.bias(OUTPUT_BIAS, width),
            Parameter.gain(FORWARD_GAIN, width),
            Parameter.shift(FORWARD_SHIFT, width),
            Parameter.matrix(HIDDEN_WEIGHTS, width, hidden),
            Parameter.bias(HIDDEN_BIAS, hidden),
            Parameter.matrix(FORWARD_WEIGHTS, hidden, width),
            Parameter.bias(FORWARD_BIAS, width)));
    return new ParameterList(parameters);
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
        .complete(new EncoderBlockLayer(conf, type));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof EncoderBlock block
        && super.equals(block)
        && heads == block.heads
        && hidden == block.hidden
        && reach == block.reach;
  }

  @Override
  public int hashCode() {
    return Objects.hash(super.hashCode(), heads, hidden, reach);
  }
}
