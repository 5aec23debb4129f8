package org.mer.training;

import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says every few seconds how far an epoch is. */
final class Progress {
  private static final Logger LOG = LoggerFactory.getLogger(Progress.class);
  private static final Duration INTERVAL = Duration.ofSeconds(5);

  private final int epoch;
  private final int epochs;
  private final long total;
  private final long before;
  private final Instant start;
  private Instant reported;

  Progress(int epoch, int epochs, long total, long before, Instant start) {
    this.epoch = epoch;
    this.epochs = epochs;
    this.total = total;
    this.before = before;
    this.start = start;
    this.reported = start;
  }

  void report(long done, double loss) {
    Instant now = Instant.now();
    if (Duration.between(reported, now).compareTo(INTERVAL) < 0) {
      return;
    }

    reported = now;
    double seconds = Duration.between(start, now).toMillis() / 1000.0;
    double rate = (done - before) / seconds;
    LOG.info(
        "epoch {}/{} {} % ({}/{}) {}/s loss {} {} s left",
        epoch,
        epochs,
        100 * done / total,
        "%,d".formatted(done),
        "%,d".formatted(total),
        "%,.0f".formatted(rate),
        "%.4f".formatted(loss),
        "%,.0f".formatted((total - done) / rate));
  }
}
