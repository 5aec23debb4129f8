import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.mer.training.Checkpoint;
import org.mer.training.Checkpoints;

/**
 * Watches the memory that a training cannot do without: what lives on the heap of this process after a collection, and all
 * that is resident beside the heap once freed memory was given back; in the middle of ten epochs each time. The heap must be
 * resident as a whole, which {@code -XX:+AlwaysPreTouch} sees to, and free native memory must be given back within
 * {@value #SETTLING} ms, to which {@code -XX:TrimNativeHeapInterval} sees.
 */
final class MemoryWatch implements AutoCloseable {
  private static final int WINDOW = 10;
  private static final int MILLIS = 500;
  private static final int SETTLING = 1_500;
  private static final Path STATUS = Path.of("/proc/self/status");
  private static final String RESIDENT = "VmRSS:";
  private static final double KIBIBYTE = 1024;
  private static final double MEBIBYTE = KIBIBYTE * KIBIBYTE;

  private final Checkpoints checkpoints;
  private final int epochs;
  private final Queue<Double> early = new ConcurrentLinkedQueue<>();
  private final Queue<Double> late = new ConcurrentLinkedQueue<>();
  private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();

  /** A watch over a training of so many epochs, which leaves these checkpoints, one at the end of each. */
  MemoryWatch(Checkpoints checkpoints, int epochs) {
    this.checkpoints = checkpoints;
    this.epochs = epochs;
    clock.scheduleWithFixedDelay(this::look, MILLIS, MILLIS, TimeUnit.MILLISECONDS);
  }

  /** In MiB, in the ten epochs after the tenth. */
  double first() {
    return new Median(List.copyOf(early)).value();
  }

  /** In MiB, in the last ten epochs. */
  double last() {
    return new Median(List.copyOf(late)).value();
  }

  @Override
  public void close() {
    clock.shutdown();
  }

  private void look() {
    Optional<Integer> epoch = checkpoints.latest().map(Checkpoint::position).map(Checkpoint.Position::epoch);
    epoch.filter(one -> one > WINDOW && one <= 2 * WINDOW).ifPresent(one -> early.add(now()));
    epoch.filter(one -> one > epochs - WINDOW).ifPresent(one -> late.add(now()));
  }

  private static double now() {
    MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
    memory.gc();
    settle();
    double heap = memory.getHeapMemoryUsage().getCommitted() / MEBIBYTE;
    return resident() - heap + memory.getHeapMemoryUsage().getUsed() / MEBIBYTE;
  }

  /** Native memory is freed by a thread of its own, after the collection, and then given back by another. */
  private static void settle() {
    try {
      Thread.sleep(SETTLING);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
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
