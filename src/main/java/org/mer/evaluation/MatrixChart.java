package org.mer.evaluation;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.mer.page.Chart;
import org.mer.page.Grid;
import org.mer.page.Grid.Line;
import org.mer.page.HeatMap;
import org.mer.page.Numeral;

/**
 * A confusion matrix as a heat map: of the rows with a label, the share that was taken for each
 * class.
 *
 * @param title whose it is
 * @param matrix the counts
 */
record MatrixChart(String title, ConfusionMatrix matrix) {
  private static final String UNIT = "\u00a0%";

  Chart chart() {
    return new Chart(
        title,
        "Confusion matrix of %s, in %% of the rows of each label. %s"
            .formatted(title, labels().mapToObj(this::sentence).collect(Collectors.joining(" "))),
        UNIT,
        new HeatMap(
            "label",
            labels().mapToObj(matrix.classes()::get).toList(),
            "predicted",
            matrix.classes(),
            labels().mapToObj(this::percents).toList()),
        new Grid(
            title + ": rows, and share of those of the label",
            Stream.concat(Stream.of("label \\ predicted"), matrix.classes().stream()).toList(),
            labels().mapToObj(this::line).toList()));
  }

  /** The classes that rows are labelled with; others have no share of anything. */
  private IntStream labels() {
    return IntStream.range(0, matrix.classes().size()).filter(one -> matrix.support(one) > 0);
  }

  private List<Double> percents(int truth) {
    return IntStream.range(0, matrix.classes().size())
        .mapToObj(
            predicted -> Numeral.percent(matrix.count(truth, predicted), matrix.support(truth)))
        .toList();
  }

  private Line line(int truth) {
    return new Line(
        matrix.classes().get(truth),
        IntStream.range(0, matrix.classes().size())
            .mapToObj(
                predicted ->
                    "%s (%s)"
                        .formatted(
                            Numeral.count(matrix.count(truth, predicted)), share(truth, predicted)))
            .toList());
  }

  private String sentence(int truth) {
    String right = "%s: %s right".formatted(matrix.classes().get(truth), share(truth, truth));
    return IntStream.range(0, matrix.classes().size())
        .filter(predicted -> predicted != truth && matrix.count(truth, predicted) > 0)
        .boxed()
        .max(Comparator.comparingLong(predicted -> matrix.count(truth, predicted)))
        .map(
            predicted ->
                "%s, %s taken for %s."
                    .formatted(right, share(truth, predicted), matrix.classes().get(predicted)))
        .orElse(right + ".");
  }

  private String share(int truth, int predicted) {
    return Numeral.share(matrix.count(truth, predicted), matrix.support(truth));
  }
}
