package org.mer.job;

import java.time.Duration;
import java.util.Optional;
import org.apache.spark.sql.streaming.Trigger;
import org.mer.UsageException;
import picocli.CommandLine.Option;

/** The options of a job that reads a folder as it fills. */
final class StreamOptions {
  private static final double MILLIS_A_MINUTE = 60_000;

  @Option(
      names = "--stream",
      description =
          "Reads one folder as it fills, until stopped: SIGTERM ends it after the batch under way. Files must be moved in, not written there.")
  boolean stream;

  @Option(
      names = "--available-now",
      description =
          "With --stream: scores what is in the folder and was not read before, then ends.")
  boolean availableNow;

  @Option(
      names = "--until-idle",
      paramLabel = "MINUTES",
      description = "With --stream: ends when no file has come for so long.")
  Double untilIdle;

  @Option(
      names = "--checkpoint",
      paramLabel = "URI",
      description =
          "With --stream: folder that remembers which files were read (default: one of the warehouse, by the folder's path).")
  String checkpoint;

  /**
   * Checks what can be told without looking at anything.
   *
   * @throws UsageException if options contradict each other
   */
  void check() {
    if (!stream && (availableNow || untilIdle != null || checkpoint != null)) {
      throw new UsageException(
          "--available-now, --until-idle and --checkpoint are of a stream: add --stream, or leave them");
    }

    if (availableNow && untilIdle != null) {
      throw new UsageException("--available-now and --until-idle exclude each other: leave one");
    }

    if (untilIdle != null && !(untilIdle > 0)) {
      throw new UsageException(
          "--until-idle must be above 0 minutes, cannot be: %s".formatted(untilIdle));
    }
  }

  /** When Spark looks for files. */
  Trigger trigger(Duration interval) {
    return availableNow ? Trigger.AvailableNow() : Trigger.ProcessingTime(interval.toMillis());
  }

  /** How long a stream goes on without a file; empty if for good. */
  Optional<Duration> patience() {
    return Optional.ofNullable(untilIdle)
        .map(minutes -> Duration.ofMillis(Math.round(minutes * MILLIS_A_MINUTE)));
  }
}
