import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.mer.training.NetworkDefinition;
import org.nd4j.linalg.schedule.ISchedule;

/**
 * The face network of own layers, as a trainer wants it.
 *
 * @param channels of the first pair of convolutions
 */
record OwnFaceNetwork(int channels) implements NetworkDefinition {
  @Override
  public String name() {
    return "bench";
  }

  @Override
  public int classes() {
    return FaceNetwork.CLASSES;
  }

  @Override
  public MultiLayerConfiguration configuration(ISchedule learningRate, long seed) {
    return new FaceNetwork(channels).configuration(new OwnLayers(), learningRate, seed);
  }
}
