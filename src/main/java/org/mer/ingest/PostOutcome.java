package org.mer.ingest;

import java.util.List;
import org.mer.Modalities;

/**
 * What became of the posts of a run.
 *
 * @param counts one a file
 * @param modalities of the posts that are to be scored: those that occur
 * @param areSomeScoredAnew whether some that are to be scored have scores already, of other content
 *     or by other means
 */
public record PostOutcome(
    List<PostCounts> counts, List<Modalities> modalities, boolean areSomeScoredAnew) {
  /** Copies the lists. */
  public PostOutcome {
    counts = List.copyOf(counts);
    modalities = List.copyOf(modalities);
  }

  /** How many are to be scored. */
  public long scored() {
    return counts.stream().mapToLong(PostCounts::scored).sum();
  }

  /** Whether each post is to be scored, none being a repeat or unusable. */
  public boolean areAllScored() {
    return counts.stream().allMatch(one -> one.scored() == one.read());
  }

  /** Whether there are posts, or texts and pictures of them, to be rejected. */
  public boolean hasRejects() {
    return counts.stream().anyMatch(one -> one.rejected() + one.flawed() > 0);
  }
}
