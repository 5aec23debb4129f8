import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.function.BiConsumer;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.schedule.FixedSchedule;
import org.nd4j.linalg.schedule.ISchedule;

/**
 * How much a side gets done in a second. Each thread has a network of its own.
 *
 * @param layers of the side
 * @param stopwatch with the threads of the side
 */
record Throughput(Layers layers, Stopwatch stopwatch) {
  private static final int SQUARE = 1024;
  private static final double GIGA = 1e9;
  private static final ISchedule LEARNING_RATE = new FixedSchedule(1e-3);
  private static final long SEED = 7;

  /** Pictures a second that a network learns from. */
  double picturesLearned(FaceNetwork network) throws InterruptedException, ExecutionException {
    return pictures(network, MultiLayerNetwork::fit);
  }

  /** Pictures a second that a network scores. */
  double picturesScored(FaceNetwork network) throws InterruptedException, ExecutionException {
    return pictures(network, (fitted, batch) -> fitted.output(batch.getFeatures()));
  }

  /** Tweets a second that a network learns from; a step is a pass over batches of all lengths. */
  double tweetsLearned(TweetNetwork network) throws InterruptedException, ExecutionException {
    MultiLayerConfiguration configuration = network.configuration(layers, LEARNING_RATE, SEED);
    return Batches.TWEETS
        * Batches.TWEET_BATCHES
        * stopwatch.stepsPerSecond(
            () -> {
              MultiLayerNetwork learner = ready(configuration);
              List<DataSet> batches = new Batches(SEED).tweets();
              return () -> batches.forEach(learner::fit);
            });
  }

  /** Billions of operations a second in the product of two square matrices in single precision. */
  double matrixProduct() throws InterruptedException, ExecutionException {
    return 2.0
        / GIGA
        * SQUARE
        * SQUARE
        * SQUARE
        * stopwatch.stepsPerSecond(
            () -> {
              INDArray left = Nd4j.rand(SQUARE, SQUARE);
              INDArray right = Nd4j.rand(SQUARE, SQUARE);
              INDArray product = Nd4j.create(new long[] {SQUARE, SQUARE}, 'f');
              return () -> left.mmuli(right, product);
            });
  }

  private double pictures(FaceNetwork network, BiConsumer<MultiLayerNetwork, DataSet> step)
      throws InterruptedException, ExecutionException {
    MultiLayerConfiguration configuration = network.configuration(layers, LEARNING_RATE, SEED);
    return Batches.PICTURES
        * stopwatch.stepsPerSecond(
            () -> {
              MultiLayerNetwork fitted = ready(configuration);
              DataSet batch = new Batches(SEED).pictures(layers.pictures());
              return () -> step.accept(fitted, batch);
            });
  }

  private static MultiLayerNetwork ready(MultiLayerConfiguration configuration) {
    MultiLayerNetwork network = new MultiLayerNetwork(configuration.clone());
    network.init();
    return network;
  }
}
