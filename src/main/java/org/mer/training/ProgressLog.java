package org.mer.training;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Consumer;

/** Progress as lines of a log, one every few seconds. */
final class ProgressLog implements ProgressDisplay {
  private static final Duration INTERVAL = Duration.ofSeconds(5);

  private final Consumer<String> log;
  private final InstantSource clock;
  private Instant shown;

  /**
   * A log.
   *
   * @param log takes a line
   */
  ProgressLog(Consumer<String> log, InstantSource clock) {
    this.log = log;
    this.clock = clock;
    this.shown = clock.instant();
  }

  @Override
  public void show(Progress progress) {
    Instant now = clock.instant();
    if (Duration.between(shown, now).compareTo(INTERVAL) >= 0) {
      shown = now;
      log.accept(progress.heading() + " " + progress.figures());
    }
  }

  @Override
  public void close() {
    // A line that has been written is in nobody's way.
  }
}
