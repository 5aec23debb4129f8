import java.util.List;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.mer.training.layer.FusedLstm;
import org.mer.training.layer.LargestOverTime;
import org.mer.training.layer.RectifiedNormalization;
import org.mer.training.layer.SameConvolution;
import org.mer.training.layer.WordVectors;

/** Those that the jobs train. */
final class OwnLayers implements Layers {
  @Override
  public CNN2DFormat pictures() {
    return CNN2DFormat.NHWC;
  }

  @Override
  public List<Layer> convolution(int side, int channels) {
    return List.of(new SameConvolution(side, channels), new RectifiedNormalization());
  }

  @Override
  public List<Layer> sentence(int words, int embedding, int units) {
    return List.of(new WordVectors(words, embedding), new FusedLstm(units), new LargestOverTime());
  }
}
