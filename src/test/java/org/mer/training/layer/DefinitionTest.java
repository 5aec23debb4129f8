package org.mer.training.layer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.List;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;

/** Definitions go to Spark's executors as copies. */
class DefinitionTest {
  private final Batches batches = new Batches(DataType.FLOAT);

  @Test
  void clonesDefineTheSameNetwork() {
    MultiLayerNetwork faces = faces();
    MultiLayerNetwork tweets = tweets();
    MultiLayerNetwork attentive = attentive();

    assertSame(faces, faces.getLayerWiseConfigurations().clone(), pictures());
    assertSame(tweets, tweets.getLayerWiseConfigurations().clone(), words());
    assertSame(attentive, attentive.getLayerWiseConfigurations().clone(), words());
  }

  @Test
  void whatJavaSerialisesDefinesTheSameNetwork() throws IOException, ClassNotFoundException {
    MultiLayerNetwork faces = faces();
    MultiLayerNetwork tweets = tweets();

    assertSame(faces, serialised(faces.getLayerWiseConfigurations()), pictures());
    assertSame(tweets, serialised(tweets.getLayerWiseConfigurations()), words());
    MultiLayerNetwork attentive = attentive();
    assertSame(attentive, serialised(attentive.getLayerWiseConfigurations()), words());
  }

  @Test
  void jsonDefinesTheSameNetwork() {
    MultiLayerNetwork faces = faces();
    MultiLayerNetwork tweets = tweets();

    assertSame(tweets, json(tweets.getLayerWiseConfigurations()), words());
    assertSame(faces, json(faces.getLayerWiseConfigurations()), pictures());
    MultiLayerNetwork attentive = attentive();
    assertSame(attentive, json(attentive.getLayerWiseConfigurations()), words());
  }

  @Test
  void clonedNetworksComputeTheSame() {
    MultiLayerNetwork tweets = tweets();
    INDArray expected = SideBySide.output(tweets, words());

    assertThat(SideBySide.output(tweets.clone(), words())).isEqualTo(expected);
  }

  @Test
  void blocksOfOtherHeadsOrUnitsAreOthers() {
    assertThat(new EncoderBlock(2, 3, 4))
        .isEqualTo(new EncoderBlock(2, 3, 4))
        .hasSameHashCodeAs(new EncoderBlock(2, 3, 4))
        .isNotEqualTo(new EncoderBlock(1, 3, 4))
        .isNotEqualTo(new EncoderBlock(2, 4, 4))
        .isNotEqualTo(new EncoderBlock(2, 3, 5));
  }

  private static void assertSame(
      MultiLayerNetwork network, MultiLayerConfiguration copy, DataSet batch) {
    MultiLayerConfiguration original = network.getLayerWiseConfigurations();
    assertThat(copy).isEqualTo(original).isNotSameAs(original);
    MultiLayerNetwork other = new MultiLayerNetwork(copy);
    other.init(network.params(), true);
    for (int i = 0; i < network.getnLayers(); i++) {
      assertThat(other.getLayer(i)).hasSameClassAs(network.getLayer(i));
    }

    assertThat(SideBySide.output(other, batch)).isEqualTo(SideBySide.output(network, batch));
    assertThat(SideBySide.gradients(other, batch)).isEqualTo(SideBySide.gradients(network, batch));
  }

  private static MultiLayerConfiguration json(MultiLayerConfiguration definition) {
    return MultiLayerConfiguration.fromJson(definition.toJson());
  }

  private static MultiLayerConfiguration serialised(MultiLayerConfiguration definition)
      throws IOException, ClassNotFoundException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(definition);
    }

    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      return (MultiLayerConfiguration) in.readObject();
    }
  }

  private DataSet pictures() {
    return batches.numbers(3, 6, 5, 1);
  }

  private DataSet words() {
    return batches.tweets(9, 7, List.of(7, 2, 4));
  }

  private MultiLayerNetwork faces() {
    return SideBySide.network(
        DataType.FLOAT,
        InputType.convolutional(6, 5, 1, CNN2DFormat.NHWC),
        List.of(
            new SameConvolution(3, 4),
            new RectifiedNormalization(),
            new DepthwiseConvolution(3),
            new ResidualUnit(4),
            new ResidualUnit(5),
            new GlobalPoolingLayer(PoolingType.AVG),
            batches.output()));
  }

  private MultiLayerNetwork attentive() {
    return SideBySide.network(
        DataType.FLOAT,
        InputType.recurrent(9),
        new Pooled(batches.output())
            .ours(
                List.of(
                    new WordVectors(9, 4),
                    new Positions(),
                    new EncoderBlock(2, 5, 3),
                    new LayerNorm())));
  }

  private MultiLayerNetwork tweets() {
    return SideBySide.network(
        DataType.FLOAT,
        InputType.recurrent(9),
        new Pooled(batches.output())
            .ours(List.of(new WordVectors(9, 4), new FusedLstm(5), new BidirectionalLstm(3))));
  }
}
