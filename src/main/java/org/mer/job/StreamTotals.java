package org.mer.job;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/** What a stream has done so far. Batches are counted by one thread and looked at by another. */
final class StreamTotals {
  private Instant lastAt = Instant.now();
  private boolean isUnderWay;
  private long batches;
  private long read;
  private long scored;
  private long rejected;
  private long duplicate;

  /** A batch begins. */
  synchronized void begin() {
    isUnderWay = true;
  }

  /** A batch has ended. */
  synchronized void add(ScoredPosts posts) {
    isUnderWay = false;
    lastAt = Instant.now();
    batches++;
    read += posts.read();
    scored += posts.scored();
    rejected += posts.rejected();
    duplicate += posts.duplicate();
  }

  /** Whether no batch has been under way for so long. */
  synchronized boolean isIdleFor(Duration patience) {
    return !isUnderWay && lastAt.plus(patience).isBefore(Instant.now());
  }

  @Override
  public synchronized String toString() {
    return String.format(
        Locale.ROOT,
        "%,d %s, %,d posts, %,d scored, %,d rejected, %,d scored before",
        batches,
        batches == 1 ? "batch" : "batches",
        read,
        scored,
        rejected,
        duplicate);
  }
}
