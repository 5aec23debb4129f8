package org.mer.table;

import java.time.Duration;

/**
 * What is kept of the tables' history and files.
 *
 * @param history snapshots younger than this stay
 * @param snapshots the newest so many stay as well, at least 1
 * @param leftovers what nobody published, and files that no snapshot knows, stay so long; must be
 *     longer than any job
 * @param compactFrom small files of a table are put together where there are so many, at least 2
 */
public record TableRetention(Duration history, int snapshots, Duration leftovers, int compactFrom) {
  private static final Duration SHORTEST = Duration.ofDays(1);

  /** Checks the bounds. */
  public TableRetention {
    if (snapshots < 1) {
      throw new IllegalArgumentException(
          "the snapshots that are kept must be at least 1, cannot be: " + snapshots);
    }

    if (leftovers.compareTo(SHORTEST) < 0) {
      throw new IllegalArgumentException(
          "leftovers must be kept for a day at least, or those of a job that runs would go, cannot be: "
              + leftovers);
    }

    if (history.isNegative()) {
      throw new IllegalArgumentException(
          "the history that is kept must be at least 0 days, cannot be: " + history);
    }

    if (compactFrom < 2) {
      throw new IllegalArgumentException(
          "files are put together from 2 on, cannot be from: " + compactFrom);
    }
  }
}
