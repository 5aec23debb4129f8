package org.mer.evaluation;

import java.util.Set;

/**
 * What a slice is looked at for. Its name tells: a result is a plain word, the others have a key
 * and a colon before it.
 */
enum SliceKind {
  /** What the subject is judged by. */
  RESULT,
  /** What must come out as expected for the results to be believed, or how they vary. */
  CONTROL,
  /** Rows that have something in common, a part of those of a result. */
  CONDITION;

  private static final Set<String> CONTROLS =
      Set.of(Judgements.CONTROL_KEY, Judgements.SURPRISE_KEY);

  /**
   * The kind of a slice.
   *
   * @throws IllegalArgumentException if its key is none of a control or condition
   */
  static SliceKind of(String slice) {
    int colon = slice.indexOf(':');
    if (colon < 0) {
      return RESULT;
    }

    String key = slice.substring(0, colon);
    if (CONTROLS.contains(key)) {
      return CONTROL;
    }

    if (Condition.keys().contains(key)) {
      return CONDITION;
    }

    throw new IllegalArgumentException(
        "the key of a slice must be one of a control %s or condition %s, cannot be: '%s'"
            .formatted(CONTROLS, Condition.keys(), slice));
  }
}
