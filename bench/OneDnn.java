import java.util.Arrays;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.mer.image.ConvolutionalNetwork;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.schedule.FixedSchedule;

/**
 * Times training steps of the face network with and without DL4J's oneDNN helpers, in turn, and prints the ratio of the
 * medians.
 */
class OneDnn {
  private static final String DISABLE = "org.eclipse.deeplearning4j.helpers.disable";
  private static final int BATCH = 32;
  private static final int WARM_UP = 3;
  private static final int STEPS = 15;

  public static void main(String[] arguments) {
    DataSet batch = new DataSet(Nd4j.randn(BATCH, 48, 48, 1), labels());
    MultiLayerNetwork with = network("false");
    MultiLayerNetwork without = network("true");
    double[] fast = new double[STEPS];
    double[] slow = new double[STEPS];
    for (int step = -WARM_UP; step < STEPS; step++) {
      double one = seconds(with, batch);
      double other = seconds(without, batch);
      if (step >= 0) {
        fast[step] = one;
        slow[step] = other;
      }
    }

    System.out.printf(
        "training step, batch of %d, one thread: %.0f pictures/s with oneDNN helpers, %.0f without: ratio %.1f%n",
        BATCH, BATCH / median(fast), BATCH / median(slow), median(slow) / median(fast));
  }

  private static MultiLayerNetwork network(String disabled) {
    System.setProperty(DISABLE, disabled);
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            new ConvolutionalNetwork(32, 0.3, 1e-4).configuration(new FixedSchedule(0.01), 1));
    network.init();
    return network;
  }

  private static double seconds(MultiLayerNetwork network, DataSet batch) {
    long start = System.nanoTime();
    network.fit(batch);
    return (System.nanoTime() - start) / 1e9;
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }

  private static org.nd4j.linalg.api.ndarray.INDArray labels() {
    var labels = Nd4j.zeros(BATCH, 7);
    for (int row = 0; row < BATCH; row++) {
      labels.putScalar(row, row % 7, 1);
    }

    return labels;
  }
}
