import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.lang.management.MemoryType;
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
 * that is resident beside the heap once freed memory was given back; the median of the looks in thirty epochs each time. The
 * heap must be resident as a whole, which {@code -XX:+AlwaysPreTouch} sees to, and free native memory must be given back within
 * {@value #SETTLING} ms, to which {@code -XX:TrimNativeHeapInterval} sees.
 */
final class MemoryWatch implements AutoCloseable {
  private static final int WARM_UP = 10;
  private static final int WINDOW = 30;
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

  /** In MiB, in the thirty epochs after the tenth. */
  double first() {
    return new Median(List.copyOf(early)).value();
  }

  /** In MiB, in the last thirty epochs. */
  double last() {
    return new Median(List.copyOf(late)).value();
  }

  @Override
  public void close() {
    clock.shutdown();
  }

  private void look() {
    Optional<Integer> epoch = checkpoints.latest().map(Checkpoint::position).map(Checkpoint.Position::epoch);
    epoch.filter(one -> one > WARM_UP && one <= WARM_UP + WINDOW).ifPresent(one -> early.add(now()));
    epoch.filter(one -> one > epochs - WINDOW).ifPresent(one -> late.add(now()));
  }

  private static double now() {
    MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
    memory.gc();
    settle();
    return resident() + (alive() - memory.getHeapMemoryUsage().getCommitted()) / MEBIBYTE;
  }

  /** Bytes of the heap that the last collections left: what is in use at any moment has garbage in it. */
  private static long alive() {
    return ManagementFactory.getMemoryPoolMXBeans().stream()
        .filter(pool -> pool.getType() == MemoryType.HEAP)
        .mapToLong(pool -> pool.getCollectionUsage().getUsed())
        .sum();
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
