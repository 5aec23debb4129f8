package org.mer.training;

import java.util.Locale;

/**
 * How far an epoch is.
 *
 * @param epoch from 1
 * @param epochs of the whole training
 * @param done rows fitted
 * @param total rows of an epoch
 * @param rate rows a second, over all workers; 0 if it is not known yet
 * @param loss mean training loss of the epoch so far
 */
record Progress(int epoch, int epochs, long done, long total, double rate, double loss) {
  private static final int PERCENT = 100;

  /** 0 to 100. */
  int percent() {
    return total == 0 ? 0 : (int) Math.min(PERCENT, PERCENT * done / total);
  }

  /** Which epoch of how many. */
  String heading() {
    return "epoch %d/%d".formatted(epoch, epochs);
  }

  /** What has been done, how fast and how well, and how long the rest will take. */
  String figures() {
    return String.format(
        Locale.ROOT,
        "%d %% (%,d/%,d) %,.0f/s loss %.4f%s",
        percent(),
        done,
        total,
        rate,
        loss,
        rate > 0 ? String.format(Locale.ROOT, " %,.0f s left", (total - done) / rate) : "");
  }
}
