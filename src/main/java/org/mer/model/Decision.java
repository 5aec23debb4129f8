package org.mer.model;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What was decided on a contender.
 *
 * @param number from 1, in the order of the decisions
 * @param runId the run that decided
 * @param decidedAt when
 * @param action what became of the contender
 * @param contender whom it is about; of a rollback the champion that is one again
 * @param previous the champion until then; empty if there was none
 * @param reasons why, a sentence each
 * @param figures what was looked at, by name
 * @param decidedBy the user who ran it
 */
public record Decision(
    long number,
    String runId,
    Instant decidedAt,
    Action action,
    Contender contender,
    Optional<Contender> previous,
    List<String> reasons,
    Map<String, Double> figures,
    String decidedBy) {
  /** What becomes of a contender. */
  public enum Action {
    /** It is the champion from now on. */
    PROMOTE,
    /** The champion stays. */
    REFUSE,
    /** A champion of earlier days is one again. */
    ROLLBACK;

    /** As it stands in {@code mer.promotions}. */
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }

    static Action ofLabel(String label) {
      return valueOf(label.toUpperCase(Locale.ROOT));
    }
  }

  /** Copies the lists. */
  public Decision {
    reasons = List.copyOf(reasons);
    figures = Map.copyOf(figures);
  }

  /** Whether its contender became the champion by it. */
  public boolean isCrowning() {
    return action != Action.REFUSE;
  }
}
