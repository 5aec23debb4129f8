package org.mer.evaluation;

import java.util.List;
import java.util.function.Function;
import org.mer.page.Grid;
import org.mer.page.Grid.Line;
import org.mer.page.Numeral;

/** The calibration error of each main result beside what it would be by chance, as a table. */
final class CalibrationErrors {
  private CalibrationErrors() {}

  static Grid of(Evaluation evaluation) {
    return new Grid(
        "Expected calibration error",
        List.of("subject", "rows", "n", "error", "by chance alone", "before scaling"),
        evaluation.reliabilities().keySet().stream()
            .filter(group -> group.isMain() && group.isReported())
            .map(
                group ->
                    Line.of(
                        group.subject(),
                        group.rows(),
                        written(evaluation, group, "ece", one -> Numeral.count(one.n())),
                        written(evaluation, group, "ece", Measurement::written),
                        written(evaluation, group, "ece_by_chance", Measurement::written),
                        written(evaluation, group, "ece_uncalibrated", Measurement::written)))
            .toList());
  }

  private static String written(
      Evaluation evaluation, Group group, String metric, Function<Measurement, String> form) {
    return evaluation.whole(group, metric).map(form).orElse("");
  }
}
