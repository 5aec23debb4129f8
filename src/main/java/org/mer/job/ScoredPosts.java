package org.mer.job;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.ToLongFunction;
import org.mer.ingest.PostCounts;

/**
 * What became of the posts of a run.
 *
 * @param counts one a file
 * @param reasons the most frequent ones of what was rejected, with how often they were met
 * @param took from the first look into the files until the scores could be seen
 */
record ScoredPosts(List<PostCounts> counts, List<String> reasons, Duration took) {
  private static final double MILLIS = 1e3;

  /** Copies the lists. */
  ScoredPosts {
    counts = List.copyOf(counts);
    reasons = List.copyOf(reasons);
  }

  long read() {
    return sum(PostCounts::read);
  }

  long scored() {
    return sum(PostCounts::scored);
  }

  long rejected() {
    return sum(PostCounts::rejected);
  }

  long duplicate() {
    return sum(PostCounts::duplicate);
  }

  /** How long it took, and how many posts a second that is. */
  String speed() {
    double seconds = Math.max(1, took.toMillis()) / MILLIS;
    return String.format(Locale.ROOT, "in %.1f s, %,.0f posts/s", seconds, read() / seconds);
  }

  private long sum(ToLongFunction<PostCounts> number) {
    return counts.stream().mapToLong(number).sum();
  }
}
