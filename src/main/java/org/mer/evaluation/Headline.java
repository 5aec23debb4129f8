package org.mer.evaluation;

import java.util.List;

/**
 * The figures of a group that are looked at first.
 *
 * @param group the rows
 * @param accuracy share that was right
 * @param precision macro mean
 * @param recall macro mean
 * @param f1 macro mean
 */
public record Headline(
    Group group, Measurement accuracy, Measurement precision, Measurement recall, Measurement f1) {
  /** A headline for each group, draws together, in the order of the groups. */
  public static List<Headline> of(Evaluation evaluation) {
    return evaluation.matrices().keySet().stream()
        .map(
            group ->
                new Headline(
                    group,
                    figure(evaluation, group, "accuracy"),
                    figure(evaluation, group, "macro_precision"),
                    figure(evaluation, group, "macro_recall"),
                    figure(evaluation, group, "macro_f1")))
        .toList();
  }

  /** Whether it is a control or a sensitivity row rather than a result. */
  public boolean isControl() {
    return group.kind() == SliceKind.CONTROL;
  }

  private static Measurement figure(Evaluation evaluation, Group group, String metric) {
    return evaluation.whole(group, metric).orElseThrow();
  }
}
