import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.function.ToDoubleFunction;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;
import org.mer.training.Checkpoints;
import org.mer.training.Epoch;

/**
 * One of the measurements that training.sh holds against each other; prints names and figures.
 * Arguments: what to measure; then either a side, its threads, the blocks to time and the steps in
 * each, or the epochs of a training on Spark.
 *
 * <p>DL4J's side runs without a class of the application: only {@link OwnLayers} and what is
 * trained on Spark need one.
 */
public final class Training {
  private static final FaceNetwork FACES = new FaceNetwork(32);
  private static final double GIGA = 1e9;
  private static final int WARM_UP = 100;

  private Training() {}

  /** Measures and prints. */
  public static void main(String[] arguments)
      throws IOException, InterruptedException, ExecutionException {
    switch (arguments[0]) {
      case "faces" -> faces(throughput(arguments));
      case "tweets" -> print("tweets", throughput(arguments).tweetsLearned(new TweetNetwork()));
      case "matrices" -> print("product", throughput(arguments).matrixProduct());
      case "epochs" -> epochs(Integer.parseInt(arguments[1]));
      case "memory" -> memory(Integer.parseInt(arguments[1]));
      default -> throw new IllegalArgumentException("nothing to measure is called " + arguments[0]);
    }
  }

  private static Throughput throughput(String[] arguments) {
    Layers layers = arguments[1].equals("own") ? new OwnLayers() : new StockLayers();
    return new Throughput(
        layers,
        new Stopwatch(
            Integer.parseInt(arguments[2]),
            Integer.parseInt(arguments[3]),
            Integer.parseInt(arguments[4])));
  }

  private static void faces(Throughput throughput) throws InterruptedException, ExecutionException {
    double learned = throughput.picturesLearned(FACES);
    print("learned", learned);
    print("operations", learned * FACES.operations() / GIGA);
    print("scored", throughput.picturesScored(FACES));
  }

  /** The first epoch warms up. */
  private static void epochs(int timed) throws IOException {
    try (SparkSession spark = SparkSession.builder().getOrCreate()) {
      Checkpoints checkpoints = checkpoints();
      List<Epoch> epochs =
          new TrainedOnSpark(FACES.channels(), 1_800, 64, 1 + timed).run(spark, checkpoints);
      checkpoints.clear();
      print("fitted", median(epochs, Epoch::examplesPerSecond));
      print("seconds", median(epochs, Epoch::seconds));
      print("rest", median(epochs, epoch -> epoch.seconds() - epoch.fitSeconds()));
    }
  }

  /** A training before it has the JVM load and compile what there is, which grows with code and not with epochs. */
  private static void memory(int epochs) throws IOException {
    Checkpoints checkpoints = checkpoints();
    try (SparkSession spark = SparkSession.builder().getOrCreate()) {
      new TrainedOnSpark(4, 1_024, 32, WARM_UP).run(spark, checkpoints);
      checkpoints.clear();
      try (MemoryWatch watch = new MemoryWatch(checkpoints, epochs)) {
        new TrainedOnSpark(4, 1_024, 32, epochs).run(spark, checkpoints);
        print("first", watch.first());
        print("grown", watch.last() - watch.first());
      }
    }

    checkpoints.clear();
  }

  private static double median(List<Epoch> epochs, ToDoubleFunction<Epoch> figure) {
    return new Median(epochs.stream().skip(1).mapToDouble(figure).boxed().toList()).value();
  }

  private static Checkpoints checkpoints() throws IOException {
    return new Checkpoints(
        new Path(Files.createTempDirectory("mer-bench").toUri()), new Configuration());
  }

  private static void print(String name, double figure) {
    System.out.println(name + " " + figure);
  }
}
