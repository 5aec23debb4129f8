package org.mer.evaluation;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.mer.page.Chart;
import org.mer.page.Grid;
import org.mer.page.Grid.Line;
import org.mer.page.Numeral;
import org.mer.page.Shares;
import org.mer.page.Shares.Point;
import org.mer.page.Shares.Trace;

/**
 * Precision against recall as a chart, a line a class.
 *
 * @param title whose they are
 * @param curves by class
 */
record PrecisionRecallChart(String title, SortedMap<String, PrecisionRecall> curves) {
  /** The table has every fifth threshold: more would be long to read, and say little more. */
  private static final int STEP = 5;

  private static final int HALF = PrecisionRecall.THRESHOLDS / 2;

  Chart chart() {
    return new Chart(
        title,
        "Precision against recall of %s by class. %s"
            .formatted(
                title,
                curves.entrySet().stream()
                    .map(entry -> sentence(entry.getKey(), entry.getValue()))
                    .collect(Collectors.joining(" "))),
        "",
        new Shares(
            "recall",
            "precision",
            curves.entrySet().stream()
                .map(entry -> new Trace(entry.getKey(), points(entry.getValue())))
                .toList(),
            Optional.empty()),
        grid());
  }

  private static String sentence(String name, PrecisionRecall curve) {
    return "%s, %s of the rows: from probability 0.5 on %s."
        .formatted(name, Numeral.fraction(curve.prior()), written(curve, HALF));
  }

  /** From high recall to low; thresholds between which no row lies are one point. */
  private static List<Point> points(PrecisionRecall curve) {
    return IntStream.range(0, PrecisionRecall.THRESHOLDS)
        .boxed()
        .flatMap(
            threshold ->
                curve.precision(threshold).stream()
                    .mapToObj(precision -> new Point(curve.recall(threshold), precision)))
        .distinct()
        .toList();
  }

  private Grid grid() {
    return new Grid(
        title + ": precision at recall, from a probability on",
        Stream.concat(Stream.of("probability"), curves.keySet().stream()).toList(),
        IntStream.range(0, PrecisionRecall.THRESHOLDS / STEP)
            .mapToObj(step -> line(step * STEP))
            .toList());
  }

  private Line line(int threshold) {
    return new Line(
        Numeral.fraction((double) threshold / PrecisionRecall.THRESHOLDS),
        curves.values().stream().map(curve -> written(curve, threshold)).toList());
  }

  private static String written(PrecisionRecall curve, int threshold) {
    String precision =
        curve.precision(threshold).stream().mapToObj(Numeral::fraction).findFirst().orElse("-");
    return "%s at %s".formatted(precision, Numeral.fraction(curve.recall(threshold)));
  }
}
