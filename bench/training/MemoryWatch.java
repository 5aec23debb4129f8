import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.mer.training.Checkpoints;

/** Watches the resident memory of this process, heap and all, from a training's tenth epoch on. */
final class MemoryWatch implements AutoCloseable {
  private static final int SETTLED = 10;
  private static final int MILLIS = 200;
  private static final Path STATUS = Path.of("/proc/self/status");
  private static final String RESIDENT = "VmRSS:";
  private static final double KIBIBYTES = 1024;

  private final Checkpoints checkpoints;
  private final List<Double> mebibytes = new CopyOnWriteArrayList<>();
  private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();

  /** A watch over the training that leaves these checkpoints, one at the end of each epoch. */
  MemoryWatch(Checkpoints checkpoints) {
    this.checkpoints = checkpoints;
    clock.scheduleWithFixedDelay(this::look, MILLIS, MILLIS, TimeUnit.MILLISECONDS);
  }

  /** In MiB, after the tenth epoch. */
  double first() {
    return mebibytes.get(0);
  }

  /** In MiB, when it was last looked. */
  double last() {
    return mebibytes.get(mebibytes.size() - 1);
  }

  @Override
  public void close() {
    clock.shutdown();
  }

  private void look() {
    if (!mebibytes.isEmpty() || isSettled()) {
      mebibytes.add(resident());
    }
  }

  private boolean isSettled() {
    return checkpoints.latest().filter(one -> one.position().epoch() > SETTLED).isPresent();
  }

  private static double resident() {
    try {
      return Files.readAllLines(STATUS).stream()
          .filter(line -> line.startsWith(RESIDENT))
          .mapToDouble(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) / KIBIBYTES)
          .findFirst()
          .orElseThrow();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
