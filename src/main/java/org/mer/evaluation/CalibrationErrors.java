package org.mer.evaluation;

import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import org.mer.page.Grid;
import org.mer.page.Grid.Line;
import org.mer.page.Numeral;

/**
 * The calibration error of each main result beside what it would be by chance, as a table. Of draws
 * the error is their mean, and the p-value goes from the least to the greatest.
 */
final class CalibrationErrors {
  /** The metric of {@link Reliability#calibrationErrorProbability}. */
  static final String PROBABILITY = "ece_p";

  private CalibrationErrors() {}

  static Grid of(Evaluation evaluation) {
    return new Grid(
        "Expected calibration error",
        List.of(
            "subject",
            "rows",
            "n",
            "error",
            "by chance alone",
            "p",
            "ten tweets a face",
            "before scaling"),
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
                        probabilities(evaluation, group),
                        written(evaluation, group, RepeatedErrors.METRIC, Measurement::written),
                        written(evaluation, group, "ece_uncalibrated", Measurement::written)))
            .toList());
  }

  private static String probabilities(Evaluation evaluation, Group group) {
    List<Measurement> draws =
        evaluation.measurements().stream()
            .filter(one -> one.metric().equals(PROBABILITY))
            .filter(one -> one.group().overSeeds().equals(group))
            .sorted(Comparator.comparing(Measurement::value))
            .toList();
    return draws.size() < 2
        ? draws.stream().map(Measurement::written).findFirst().orElse("")
        : draws.get(0).written() + " to " + draws.get(draws.size() - 1).written();
  }

  private static String written(
      Evaluation evaluation, Group group, String metric, Function<Measurement, String> form) {
    return evaluation.whole(group, metric).map(form).orElse("");
  }
}
