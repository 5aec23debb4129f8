package org.mer.image;

import java.util.Map;
import java.util.TreeMap;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.weights.WeightInit;
import org.mer.Emotion;
import org.mer.UsageException;
import org.mer.model.Bundle;
import org.mer.model.Manifest;
import org.mer.training.FittedNetwork;
import org.mer.training.NetworkDefinition;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.learning.config.Nesterovs;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;
import org.nd4j.linalg.schedule.ISchedule;

/**
 * A network that tells emotions from faces: the layers of an architecture, global average pooling,
 * dropout, softmax.
 *
 * @param architecture which layers
 * @param channels of the first convolution, at least 1; the last has eight times as many
 * @param dropout the share of pooled features that is dropped in learning, 0 to below 1
 * @param l2 weight decay
 */
public record FaceNetwork(FaceArchitecture architecture, int channels, double dropout, double l2)
    implements NetworkDefinition {
  private static final double MOMENTUM = 0.9;

  /** Checks the ranges. */
  public FaceNetwork {
    if (channels < 1) {
      throw new IllegalArgumentException("channels must be at least 1, cannot be: " + channels);
    }

    if (!(dropout >= 0 && dropout < 1)) {
      throw new IllegalArgumentException("dropout must be 0 to below 1, cannot be: " + dropout);
    }
  }

  /**
   * The network of a bundle.
   *
   * @throws UsageException if the bundle is none of faces, or its network is unknown or damaged
   */
  static FittedNetwork heldBy(Bundle bundle) {
    Manifest manifest = bundle.manifest();
    FaceArchitecture architecture = architecture(bundle);
    return FittedNetwork.of(
        bundle.make(
            () ->
                new FaceNetwork(
                    architecture,
                    manifest.integer("channels"),
                    manifest.number("dropout"),
                    manifest.number("l2"))),
        bundle);
  }

  private static FaceArchitecture architecture(Bundle bundle) {
    try {
      return FaceArchitecture.named(bundle.manifest().network());
    } catch (IllegalArgumentException e) {
      throw unknown(bundle, e);
    }
  }

  private static UsageException unknown(Bundle bundle, IllegalArgumentException cause) {
    return new UsageException(
        "the bundle %s is no face model that this version knows (network '%s')"
            .formatted(bundle.folder(), bundle.manifest().network()),
        cause);
  }

  @Override
  public String name() {
    return architecture.label();
  }

  @Override
  public int classes() {
    return Emotion.COUNT;
  }

  /** What a bundle must hold, beside the name, to build the layers again. */
  Map<String, Double> hyperparameters() {
    return new TreeMap<>(Map.of("channels", (double) channels, "dropout", dropout, "l2", l2));
  }

  @Override
  public MultiLayerConfiguration configuration(ISchedule learningRate, long seed) {
    NeuralNetConfiguration.ListBuilder layers =
        new NeuralNetConfiguration.Builder()
            .seed(seed)
            .updater(new Nesterovs(learningRate, MOMENTUM))
            .weightInit(WeightInit.RELU)
            .l2(l2)
            .convolutionMode(ConvolutionMode.Same)
            .list();
    architecture.layers(channels).forEach(layers::layer);
    layers.layer(new GlobalPoolingLayer(PoolingType.AVG));
    OutputLayer.Builder output =
        new OutputLayer.Builder(LossFunction.MCXENT)
            .nOut(Emotion.COUNT)
            .activation(Activation.SOFTMAX);
    if (dropout > 0) {
      output.dropOut(1 - dropout); // DL4J wants the share that is kept
    }

    return layers
        .layer(output.build())
        .setInputType(
            InputType.convolutional(FaceEncoder.SIDE, FaceEncoder.SIDE, 1, CNN2DFormat.NHWC))
        .build();
  }
}
