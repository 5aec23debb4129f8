import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.mer.training.Checkpoints;

/**
 * Watches the memory that this process cannot do without: what lives on its heap after a collection, and all that is
 * resident beside the heap. The heap must be resident as a whole, which {@code -XX:+AlwaysPreTouch} sees to.
 */
final class MemoryWatch implements AutoCloseable {
  private static final int SETTLED = 10;
  private static final int MILLIS = 200;
  private static final Path STATUS = Path.of("/proc/self/status");
  private static final String RESIDENT = "VmRSS:";
  private static final double KIBIBYTE = 1024;
  private static final double MEBIBYTE = KIBIBYTE * KIBIBYTE;

  private final Checkpoints checkpoints;
  private final CompletableFuture<Double> settled = new CompletableFuture<>();
  private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();

  /** A watch over the training that leaves these checkpoints, one at the end of each epoch. */
  MemoryWatch(Checkpoints checkpoints) {
    this.checkpoints = checkpoints;
    clock.scheduleWithFixedDelay(this::look, MILLIS, MILLIS, TimeUnit.MILLISECONDS);
  }

  /** In MiB, after the tenth epoch, which must be over. */
  double first() {
    return settled.join();
  }

  /** In MiB. */
  double now() {
    MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
    memory.gc();
    double heap = memory.getHeapMemoryUsage().getCommitted() / MEBIBYTE;
    return resident() - heap + memory.getHeapMemoryUsage().getUsed() / MEBIBYTE;
  }

  @Override
  public void close() {
    clock.shutdown();
  }

  private void look() {
    try {
      if (!settled.isDone() && isSettled()) {
        settled.complete(now());
      }
    } catch (RuntimeException e) {
      settled.completeExceptionally(e);
    }
  }

  private boolean isSettled() {
    return checkpoints.latest().filter(one -> one.position().epoch() > SETTLED).isPresent();
  }

  private static double resident() {
    try {
      return Files.readAllLines(STATUS).stream()
          .filter(line -> line.startsWith(RESIDENT))
          .mapToDouble(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) / KIBIBYTE)
          .findFirst()
          .orElseThrow();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
