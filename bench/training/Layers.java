import java.util.List;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.layers.Layer;

/** The layers that two sides of a comparison differ in. */
interface Layers {
  /** Which axis of a picture has the channels. */
  CNN2DFormat pictures();

  /** A convolution that keeps height and width, batch normalisation, rectifier. */
  List<Layer> convolution(int side, int channels);

  /** Vectors of words, an LSTM over them, and the largest value of each unit. */
  List<Layer> sentence(int words, int embedding, int units);
}
