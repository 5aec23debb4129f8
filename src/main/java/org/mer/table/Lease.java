package org.mer.table;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.fs.FileAlreadyExistsException;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The right to write to a table, which one run has at a time: a small file beside the tables, that
 * its holder renews while it lives. Whoever wants it meanwhile waits. A holder that died, which is
 * known at once on its own machine and elsewhere by a file that is no longer renewed, is succeeded;
 * the successor learns what was left half done.
 *
 * <p>That two runs never write at once rests on the file system's exclusive creation of files, as
 * local disks and HDFS have it.
 */
public final class Lease implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Lease.class);
  private static final Duration RENEWAL = Duration.ofSeconds(10);
  private static final Duration EXPIRY = Duration.ofSeconds(60);
  private static final Duration POLL = Duration.ofSeconds(1);
  private static final Duration REMINDER = Duration.ofSeconds(30);
  private static final int MAX_BYTES = 1 << 20;
  private static final ObjectMapper JSON = JsonMapper.builder().findAndAddModules().build();

  private final FileSystem files;
  private final Path file;
  private final ScheduledExecutorService renewing;
  private final Optional<Holder> predecessor;
  private Holder holder;

  private Lease(FileSystem files, Path file, Holder holder, Optional<Holder> predecessor) {
    this.files = files;
    this.file = file;
    this.holder = holder;
    this.predecessor = predecessor;
    this.renewing =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, "lease " + file.getName());
              thread.setDaemon(true);
              return thread;
            });
  }

  /**
   * Who has a lease.
   *
   * @param run the run
   * @param host the machine that its driver is on
   * @param pid of its driver
   * @param startedAtMillis when that process started; tells it from another with its number
   * @param publishing snapshots that were about to be made visible
   */
  public record Holder(
      String run, String host, long pid, long startedAtMillis, List<Pending> publishing) {
    /** Copies the list. */
    public Holder {
      publishing = List.copyOf(publishing);
    }

    static Holder me(String run) {
      ProcessHandle process = ProcessHandle.current();
      return new Holder(run, hostName(), process.pid(), startedAt(process), List.of());
    }

    /** Whether the holder ran on this machine and runs no more. */
    boolean isKnownDead() {
      return host.equals(hostName())
          && ProcessHandle.of(pid).filter(it -> startedAt(it) == startedAtMillis).isEmpty();
    }

    private static long startedAt(ProcessHandle process) {
      return process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
    }

    private static String hostName() {
      try {
        return InetAddress.getLocalHost().getHostName();
      } catch (UnknownHostException e) {
        return "localhost";
      }
    }
  }

  /**
   * A snapshot of a table that is about to become visible.
   *
   * @param table as in {@link Table#name()}
   * @param snapshotId of Iceberg
   */
  public record Pending(String table, long snapshotId) {}

  /**
   * Takes a lease, waiting for it where another run has it.
   *
   * @param folder where leases are kept
   * @param name what is written to
   * @param run who wants it
   * @param patience how long to wait
   * @throws IllegalStateException if another run still has it then
   */
  static Lease acquire(FileSystem files, Path folder, String name, String run, Duration patience) {
    Path file = new Path(folder, name + ".json");
    Instant deadline = Instant.now().plus(patience);
    Instant reminder = Instant.MIN;
    try {
      files.mkdirs(folder);
      Optional<Holder> predecessor = Optional.empty();
      while (true) {
        Lease lease = new Lease(files, file, Holder.me(run), predecessor);
        if (lease.create()) {
          return lease;
        }

        Optional<Holder> other = read(files, file);
        if (isDead(files, file, other)) {
          other.ifPresent(
              it -> LOG.warn("run {} did not end; its lease of {} is taken over", it.run(), name));
          predecessor = other.or(lease::predecessor);
          files.delete(file, false);
          continue;
        }

        if (Instant.now().isAfter(deadline)) {
          throw new IllegalStateException(
              "%s is still in the hands of %s: try again when that has ended"
                  .formatted(name, describe(other)));
        }

        if (Instant.now().isAfter(reminder)) {
          LOG.info("waiting for {}, which writes to {}", describe(other), name);
          reminder = Instant.now().plus(REMINDER);
        }

        TimeUnit.MILLISECONDS.sleep(POLL.toMillis());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(
          "the lease %s cannot be taken: %s".formatted(file, e.getMessage()), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for " + file, e);
    }
  }

  /** The run that had the lease before and died with it. */
  public Optional<Holder> predecessor() {
    return predecessor;
  }

  /**
   * Makes sure that it is still held.
   *
   * @throws IllegalStateException if it was lost to another run
   */
  public void confirm() {
    announce(List.of());
  }

  /** Notes what is about to become visible, so that a successor can take it back. */
  synchronized void announce(List<Pending> publishing) {
    holder =
        new Holder(holder.run(), holder.host(), holder.pid(), holder.startedAtMillis(), publishing);
    try {
      if (!isMine()) {
        throw new IllegalStateException(
            "the lease %s was lost to another run, as it was not renewed for %d seconds: run again"
                .formatted(file, EXPIRY.toSeconds()));
      }

      write(true);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "the lease %s cannot be written: %s".formatted(file, e.getMessage()), e);
    }
  }

  /** Gives the lease back. */
  @Override
  public void close() {
    renewing.shutdownNow();
    try {
      if (isMine()) {
        files.delete(file, false);
      }
    } catch (IOException e) {
      LOG.warn("the lease {} could not be given back; it expires: {}", file, e.getMessage());
    }
  }

  private boolean create() throws IOException {
    try {
      write(false);
    } catch (FileAlreadyExistsException e) {
      return false;
    } catch (IOException e) {
      if (files.exists(file)) {
        return false;
      }

      throw e;
    }

    var unused =
        renewing.scheduleWithFixedDelay(
            this::renew, RENEWAL.toMillis(), RENEWAL.toMillis(), TimeUnit.MILLISECONDS);
    return true;
  }

  private synchronized void renew() {
    try {
      if (isMine()) {
        write(true);
      }
    } catch (IOException | RuntimeException e) {
      LOG.warn("the lease {} could not be renewed: {}", file, e.getMessage());
    }
  }

  private boolean isMine() throws IOException {
    return read(files, file).filter(it -> it.run().equals(holder.run())).isPresent();
  }

  private void write(boolean overwrite) throws IOException {
    try (OutputStream out = files.create(file, overwrite)) {
      out.write(JSON.writeValueAsBytes(holder));
    }
  }

  /** Empty where the file is being written at this moment. */
  private static Optional<Holder> read(FileSystem files, Path file) throws IOException {
    try (InputStream in = files.open(file)) {
      return Optional.of(JSON.readValue(in.readNBytes(MAX_BYTES), Holder.class));
    } catch (FileNotFoundException | JsonProcessingException e) {
      return Optional.empty();
    }
  }

  private static boolean isDead(FileSystem files, Path file, Optional<Holder> holder)
      throws IOException {
    if (holder.filter(Holder::isKnownDead).isPresent()) {
      return true;
    }

    try {
      long renewedAt = files.getFileStatus(file).getModificationTime();
      return Instant.ofEpochMilli(renewedAt).plus(EXPIRY).isBefore(Instant.now());
    } catch (FileNotFoundException e) {
      return false;
    }
  }

  private static String describe(Optional<Holder> holder) {
    return holder
        .map(it -> "run %s on %s (process %d)".formatted(it.run(), it.host(), it.pid()))
        .orElse("another run");
  }
}
