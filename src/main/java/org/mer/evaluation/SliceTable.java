package org.mer.evaluation;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A result taken apart by {@link Condition}.
 *
 * @param whole the rows that are taken apart
 * @param slices those rows first, then each condition that holds for any of them
 */
record SliceTable(Group whole, List<Slice> slices) {
  /** Where a part has two results, the conditions are of the polar rows. */
  private static final List<String> WHOLES = List.of("polar", "all");

  /** Copies the list. */
  SliceTable {
    slices = List.copyOf(slices);
  }

  /**
   * Rows that have something in common.
   *
   * @param name of the slice
   * @param accuracy share that was right
   * @param f1 macro mean
   */
  record Slice(String name, Measurement accuracy, Measurement f1) {
    private static Optional<Slice> of(Evaluation evaluation, Group group) {
      return evaluation
          .whole(group, "accuracy")
          .flatMap(
              accuracy ->
                  evaluation
                      .whole(group, "macro_f1")
                      .map(f1 -> new Slice(group.slice(), accuracy, f1)));
    }
  }

  /** All of an evaluation, in the order of the groups. */
  static List<SliceTable> of(Evaluation evaluation) {
    return evaluation.measurements().stream()
        .map(Measurement::group)
        .filter(group -> group.kind() == SliceKind.CONDITION)
        .map(group -> whole(evaluation, group))
        .distinct()
        .map(whole -> of(evaluation, whole))
        .toList();
  }

  private static Group whole(Evaluation evaluation, Group group) {
    return WHOLES.stream()
        .map(group::in)
        .filter(one -> evaluation.matrices().containsKey(one))
        .findFirst()
        .orElseThrow();
  }

  private static SliceTable of(Evaluation evaluation, Group whole) {
    return new SliceTable(
        whole,
        Stream.concat(
                Stream.of(whole), Condition.all().stream().map(Condition::slice).map(whole::in))
            .flatMap(group -> Slice.of(evaluation, group).stream())
            .toList());
  }
}
