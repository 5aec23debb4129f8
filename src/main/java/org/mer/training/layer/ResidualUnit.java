package org.mer.training.layer;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.api.ParamInitializer;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.GradientNormalization;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.regularization.Regularization;

/**
 * A residual unit with its activations before its convolutions (He et al. 2016, Identity Mappings
 * in Deep Residual Networks) on [batch, height, width, channels]: the input plus what two 3x3
 * convolutions make of it, each behind a batch normalisation and a rectifier. Where the number of
 * channels changes, a 1x1 convolution of the first rectifier's output stands for the input.
 *
 * <p>It is one layer, as DL4J's networks without a graph have no shortcuts, and is made of {@link
 * RectifiedNormalization} and {@link SameConvolution}: its parameters are theirs, in the order of
 * the computation, the shortcut's last. This definition has the fields of a convolution; its layers
 * get their settings from it whenever they are asked for, so there is nothing that copies of it
 * could lose.
 */
public final class ResidualUnit extends ConvolutionLayer {
  static final String FIRST_NORMALIZATION = "normalization1";
  static final String FIRST_CONVOLUTION = "convolution1";
  static final String SECOND_NORMALIZATION = "normalization2";
  static final String SECOND_CONVOLUTION = "convolution2";
  static final String SHORTCUT = "shortcut";

  private static final long serialVersionUID = 1L;
  private static final int KERNEL = 3;

  /** Only for reading a definition back. */
  public ResidualUnit() {
    // what it needs, the reader sets
  }

  /** A unit with so many channels that come out. */
  public ResidualUnit(int channels) {
    super(
        new Builder(KERNEL, KERNEL)
            .nOut(channels)
            .hasBias(false)
            .activation(Activation.IDENTITY)
            .convolutionMode(ConvolutionMode.Same)
            .dataFormat(CNN2DFormat.NHWC));
  }

  @Override
  public Layer instantiate(
      NeuralNetConfiguration conf,
      Collection<TrainingListener> listeners,
      int index,
      INDArray parameters,
      boolean initialize,
      DataType type) {
    // None of them is the network's first layer, which does not find out what its inputs err by.
    int later = index + 1;
    Map<String, Layer> layers = new LinkedHashMap<>();
    ResidualParameters.split(
        parts(),
        parameters,
        (part, own) ->
            layers.put(
                part.name(),
                part.definition()
                    .instantiate(part.configuration(conf), listeners, later, own, false, type)));
    return new Instantiation(conf, listeners, index, parameters, initialize)
        .complete(new ResidualUnitLayer(conf, layers, type));
  }

  @Override
  public ParamInitializer initializer() {
    return new ResidualParameters();
  }

  @Override
  public List<Regularization> getRegularizationByParam(String name) {
    ResidualPart part = part(name);
    return part.definition().getRegularizationByParam(part.inner(name));
  }

  @Override
  public IUpdater getUpdaterByParam(String name) {
    ResidualPart part = part(name);
    return part.definition().getUpdaterByParam(part.inner(name));
  }

  /**
   * What a layer's gradient is clipped to goes for each parameter: the unit is several layers, and
   * its gradients stand between the steps of running moments, which are not to be clipped.
   */
  @Override
  public GradientNormalization getGradientNormalization() {
    GradientNormalization wanted = super.getGradientNormalization();
    return wanted == GradientNormalization.ClipL2PerLayer
        ? GradientNormalization.ClipL2PerParamType
        : wanted;
  }

  /** Its layers in the order of their parameters. */
  List<ResidualPart> parts() {
    List<ResidualPart> parts = new ArrayList<>();
    parts.add(part(FIRST_NORMALIZATION, new RectifiedNormalization(), getNIn(), getNIn()));
    parts.add(part(FIRST_CONVOLUTION, convolution(KERNEL), getNIn(), getNOut()));
    parts.add(part(SECOND_NORMALIZATION, new RectifiedNormalization(), getNOut(), getNOut()));
    parts.add(part(SECOND_CONVOLUTION, convolution(KERNEL), getNOut(), getNOut()));
    if (getNIn() != getNOut()) {
      parts.add(part(SHORTCUT, convolution(1), getNIn(), getNOut()));
    }

    return parts;
  }

  /** The layer whose a parameter is. */
  ResidualPart part(String parameter) {
    return parts().stream()
        .filter(part -> part.has(parameter))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("unknown parameter: " + parameter));
  }

  private SameConvolution convolution(int side) {
    return new SameConvolution(side, (int) getNOut());
  }

  private ResidualPart part(String name, FeedForwardLayer layer, long channelsIn, long channels) {
    layer.setLayerName(getLayerName() + " " + name);
    layer.setNIn(channelsIn);
    layer.setNOut(channels);
    layer.setWeightInitFn(getWeightInitFn());
    layer.setBiasInit(getBiasInit());
    layer.setGainInit(getGainInit());
    layer.setRegularization(getRegularization());
    layer.setRegularizationBias(getRegularizationBias());
    layer.setIUpdater(getIUpdater());
    layer.setBiasUpdater(getBiasUpdater());
    return new ResidualPart(name, layer);
  }
}
