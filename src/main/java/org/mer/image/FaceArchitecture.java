package org.mer.image;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.mer.training.layer.DepthwiseConvolution;
import org.mer.training.layer.RectifiedNormalization;
import org.mer.training.layer.ResidualUnit;
import org.mer.training.layer.SameConvolution;

/**
 * How a face network is built. All begin with one 3x3 convolution and have three stages behind it,
 * each of twice the channels on a quarter of the area, which max pooling leaves. Numbers are those
 * of 32 channels: weights with the running moments of normalisations, and multiply-adds of a 48x48
 * picture going forwards; with 16 channels both are about a quarter. Training speeds were measured
 * on one thread, in batches of 32, beside other load.
 */
public enum FaceArchitecture {
  /**
   * A plain convolutional network in the manner of VGG (Simonyan and Zisserman 2015): two 3x3
   * convolutions a stage, every one with batch normalisation and ReLU. 1,167,015 weights, 96
   * million multiply-adds; trains 130 pictures a second and thread.
   */
  CNN {
    @Override
    List<Layer> first(int channels) {
      return rectified(new SameConvolution(KERNEL, channels));
    }

    @Override
    List<Layer> stage(int number, int channels) {
      List<Layer> layers = new ArrayList<>(rectified(new SameConvolution(KERNEL, channels)));
      layers.addAll(rectified(new SameConvolution(KERNEL, channels)));
      return layers;
    }
  },
  /**
   * Residual units with their activations before their convolutions (He et al. 2016, Identity
   * Mappings in Deep Residual Networks): two in the first and in the second stage, one in the last;
   * the first of a stage projects its shortcut. 1,580,199 weights, 185 million multiply-adds;
   * trains half as fast as {@link #CNN}.
   */
  RESIDUAL {
    @Override
    List<Layer> first(int channels) {
      return List.of(new SameConvolution(KERNEL, channels));
    }

    @Override
    List<Layer> stage(int number, int channels) {
      // A second one in the last stage would have three quarters as many weights as all the rest.
      return number < STAGES
          ? List.of(new ResidualUnit(channels), new ResidualUnit(channels))
          : List.of(new ResidualUnit(channels), new RectifiedNormalization());
    }
  },
  /**
   * The first one with depthwise-separable convolutions in its stages (Chollet 2017, Xception;
   * Arriaga et al. 2017, mini-Xception, without its shortcuts), for quick runs. 140,871 weights, 12
   * million multiply-adds; trains 1.9 times as fast as {@link #CNN}, though it multiplies an eighth
   * as often.
   */
  SEPARABLE {
    @Override
    List<Layer> first(int channels) {
      return CNN.first(channels);
    }

    @Override
    List<Layer> stage(int number, int channels) {
      List<Layer> layers = new ArrayList<>(separable(channels));
      layers.addAll(separable(channels));
      return layers;
    }

    private List<Layer> separable(int channels) {
      return List.of(
          new DepthwiseConvolution(KERNEL),
          new SameConvolution(1, channels),
          new RectifiedNormalization());
    }
  };

  private static final int KERNEL = 3;
  private static final int STAGES = 3;

  /**
   * The architecture of a name that settings and bundles use.
   *
   * @throws IllegalArgumentException if there is none of this name
   */
  public static FaceArchitecture named(String name) {
    return Arrays.stream(values())
        .filter(one -> one.label().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "network must be one of %s, cannot be: %s"
                        .formatted(
                            Arrays.stream(values())
                                .map(FaceArchitecture::label)
                                .collect(Collectors.joining(", ")),
                            name)));
  }

  /** Its name in settings, tables and bundles. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The layers that make [batch, height / 8, width / 8, 8 channels] of pictures. */
  List<Layer> layers(int channels) {
    List<Layer> layers = new ArrayList<>(first(channels));
    for (int stage = 1; stage <= STAGES; stage++) {
      layers.add(pooling());
      layers.addAll(stage(stage, channels << stage));
    }

    return layers;
  }

  /** What looks at pixels. */
  abstract List<Layer> first(int channels);

  /**
   * The layers behind a pooling.
   *
   * @param number of the stage, from 1
   * @param channels that come out
   */
  abstract List<Layer> stage(int number, int channels);

  private static List<Layer> rectified(SameConvolution convolution) {
    return List.of(convolution, new RectifiedNormalization());
  }

  private static Layer pooling() {
    return new SubsamplingLayer.Builder(PoolingType.MAX)
        .kernelSize(2, 2)
        .stride(2, 2)
        .dataFormat(CNN2DFormat.NHWC)
        .build();
  }
}
