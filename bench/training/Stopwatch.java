import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Phaser;
import java.util.function.Supplier;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.nativeblas.NativeOpsHolder;

/**
 * Times what threads do side by side.
 *
 * @param threads how many
 * @param blocks that are timed, after two that are not
 * @param steps of each thread in a block
 */
record Stopwatch(int threads, int blocks, int steps) {
  private static final int WARM_UP = 2;
  private static final double NANOS = 1e9;

  /**
   * Steps a second, of all threads together: the median over the blocks.
   *
   * @param workers makes what a thread does in a step, in that thread
   */
  double stepsPerSecond(Supplier<Runnable> workers)
      throws InterruptedException, ExecutionException {
    List<Long> ends = new ArrayList<>();
    Phaser blockwise =
        new Phaser(threads) {
          @Override
          protected boolean onAdvance(int block, int registered) {
            ends.add(System.nanoTime());
            return registered == 0;
          }
        };
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      Callable<Void> thread =
          () -> {
            run(workers, blockwise);
            return null;
          };
      List<Future<Void>> all = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        all.add(pool.submit(thread));
      }

      for (Future<Void> one : all) {
        one.get();
      }
    } finally {
      pool.shutdown();
    }

    return threads * steps / medianSeconds(ends);
  }

  private void run(Supplier<Runnable> workers, Phaser blockwise) {
    try {
      limitNativeThreads();
      Runnable step = workers.get();
      for (int block = 0; block < WARM_UP + blocks; block++) {
        for (int i = 0; i < steps; i++) {
          step.run();
        }

        blockwise.arriveAndAwaitAdvance();
      }
    } finally {
      blockwise.arriveAndDeregister();
    }
  }

  /** Where the environment says how many there are: ND4J lets the first thread have four. */
  private static void limitNativeThreads() {
    String wanted = System.getenv("OMP_NUM_THREADS");
    if (wanted != null) {
      Nd4j.getExecutioner();
      NativeOpsHolder.getInstance().getDeviceNativeOps().setOmpNumThreads(Integer.parseInt(wanted));
    }
  }

  private double medianSeconds(List<Long> ends) {
    List<Double> seconds = new ArrayList<>();
    for (int block = WARM_UP; block < WARM_UP + blocks; block++) {
      seconds.add((ends.get(block) - ends.get(block - 1)) / NANOS);
    }

    return new Median(seconds).value();
  }
}
