package org.mer.evaluation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.mer.evaluation.Evaluation.Stage;
import org.mer.page.Chart;
import org.mer.page.Grid;
import org.mer.page.Grid.Line;
import org.mer.page.Numeral;
import org.mer.page.Shares;
import org.mer.page.Shares.Point;
import org.mer.page.Shares.Trace;

/**
 * A reliability diagram as a chart: how often predictions were right against how sure they were,
 * before and after temperature scaling where both are known. Empty bins are left out.
 *
 * @param title whose it is
 * @param stages at least one
 */
record ReliabilityChart(String title, Map<Stage, Reliability> stages) {
  /** The chart. What is in use comes first, so that it has the same colour in all of them. */
  Chart chart() {
    return new Chart(
        title,
        "Reliability diagram of %s: accuracy against mean confidence. %s"
            .formatted(
                title,
                stages.entrySet().stream()
                    .map(entry -> sentence(entry.getKey(), entry.getValue()))
                    .collect(Collectors.joining(" "))),
        "",
        new Shares(
            "mean confidence",
            "accuracy",
            Stream.of(Stage.AFTER, Stage.BEFORE)
                .filter(stages::containsKey)
                .map(stage -> new Trace(stage.label() + " scaling", points(stages.get(stage))))
                .toList(),
            Optional.of("as sure as right")),
        grid());
  }

  private static String sentence(Stage stage, Reliability reliability) {
    return "Expected calibration error %s temperature scaling: %s."
        .formatted(stage.label(), Numeral.fraction(reliability.expectedCalibrationError()));
  }

  private static List<Point> points(Reliability reliability) {
    return bins(bin -> reliability.n(bin) > 0)
        .mapToObj(
            bin ->
                new Point(
                    reliability.confidence(bin).orElseThrow(),
                    reliability.accuracy(bin).orElseThrow()))
        .toList();
  }

  /** The same figures as a table. */
  Grid grid() {
    List<String> columns = new ArrayList<>(List.of("confidence"));
    for (Stage stage : stages.keySet()) {
      columns.addAll(
          Stream.of("rows", "mean confidence", "accuracy")
              .map(column -> column + " " + stage.label())
              .toList());
    }

    return new Grid(
        title,
        columns,
        bins(bin -> stages.values().stream().anyMatch(one -> one.n(bin) > 0))
            .mapToObj(this::line)
            .toList());
  }

  private Line line(int bin) {
    return new Line(
        bin(bin), stages.values().stream().flatMap(one -> cells(one, bin).stream()).toList());
  }

  private static List<String> cells(Reliability reliability, int bin) {
    return List.of(
        Numeral.count(reliability.n(bin)),
        written(reliability.confidence(bin)),
        written(reliability.accuracy(bin)));
  }

  private static String written(OptionalDouble value) {
    return value.isPresent() ? Numeral.fraction(value.getAsDouble()) : "";
  }

  private static String bin(int bin) {
    return "%s to %s"
        .formatted(
            Numeral.fraction((double) bin / Reliability.BINS),
            Numeral.fraction((bin + 1.0) / Reliability.BINS));
  }

  private static IntStream bins(IntPredicate isShown) {
    return IntStream.range(0, Reliability.BINS).filter(isShown);
  }
}
