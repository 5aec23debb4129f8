import java.util.List;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.EmbeddingSequenceLayer;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.nd4j.linalg.activations.Activation;

/** DL4J's own, with its defaults. */
final class StockLayers implements Layers {
  @Override
  public CNN2DFormat pictures() {
    return CNN2DFormat.NCHW;
  }

  @Override
  public List<Layer> convolution(int side, int channels) {
    return List.of(
        new ConvolutionLayer.Builder(side, side)
            .nOut(channels)
            .convolutionMode(ConvolutionMode.Same)
            .activation(Activation.IDENTITY)
            .build(),
        new BatchNormalization(),
        new ActivationLayer(Activation.RELU));
  }

  @Override
  public List<Layer> sentence(int words, int embedding, int units) {
    return List.of(
        new EmbeddingSequenceLayer.Builder().nIn(words).nOut(embedding).build(),
        new LSTM.Builder().nOut(units).activation(Activation.TANH).build(),
        new GlobalPoolingLayer(PoolingType.MAX));
  }
}
