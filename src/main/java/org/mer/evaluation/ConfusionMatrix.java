package org.mer.evaluation;

import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/**
 * How often each class was taken for each. Where a figure has no row to be taken over (precision of
 * a class that was never predicted), it is 0, as usual in the field.
 */
public final class ConfusionMatrix {
  private final List<String> classes;
  private final long[] counts;

  private ConfusionMatrix(List<String> classes, long[] counts) {
    this.classes = classes;
    this.counts = counts;
  }

  /**
   * A cell.
   *
   * @param truth the label
   * @param predicted what was said
   */
  public record Cell(String truth, String predicted) {}

  /** The matrix of counted cells; its classes are those that occur on either side, by name. */
  public static ConfusionMatrix of(Map<Cell, Long> cells) {
    TreeSet<String> names = new TreeSet<>();
    cells.forEach(
        (cell, count) -> {
          names.add(cell.truth());
          names.add(cell.predicted());
        });
    List<String> classes = List.copyOf(names);
    long[] counts = new long[classes.size() * classes.size()];
    cells.forEach(
        (cell, count) ->
            counts[
                    classes.indexOf(cell.truth()) * classes.size()
                        + classes.indexOf(cell.predicted())] +=
                count);
    return new ConfusionMatrix(classes, counts);
  }

  /** Several matrices as one. */
  static ConfusionMatrix sum(Collection<ConfusionMatrix> matrices) {
    Map<Cell, Long> cells = new HashMap<>();
    for (ConfusionMatrix matrix : matrices) {
      for (int i = 0; i < matrix.counts.length; i++) {
        String truth = matrix.classes.get(i / matrix.classes.size());
        String predicted = matrix.classes.get(i % matrix.classes.size());
        cells.merge(new Cell(truth, predicted), matrix.counts[i], Long::sum);
      }
    }

    return of(cells);
  }

  /** The classes, in the order of the indices. */
  public List<String> classes() {
    return classes;
  }

  /** Rows of class {@code truth} taken for {@code predicted}. */
  public long count(int truth, int predicted) {
    return counts[truth * classes.size() + predicted];
  }

  /** All rows. */
  public long total() {
    return Arrays.stream(counts).sum();
  }

  /** Rows on the diagonal. */
  public long correct() {
    long correct = 0;
    for (int i = 0; i < classes.size(); i++) {
      correct += count(i, i);
    }

    return correct;
  }

  /** Rows labelled so. */
  public long support(int index) {
    long support = 0;
    for (int predicted = 0; predicted < classes.size(); predicted++) {
      support += count(index, predicted);
    }

    return support;
  }

  /** Rows predicted so. */
  public long predicted(int index) {
    long predicted = 0;
    for (int truth = 0; truth < classes.size(); truth++) {
      predicted += count(truth, index);
    }

    return predicted;
  }

  /** Share of rows that were right. */
  public double accuracy() {
    return share(correct(), total());
  }

  /** Share of the rows predicted so that are so. */
  public double precision(int index) {
    return share(count(index, index), predicted(index));
  }

  /** Share of the rows that are so that were predicted so. */
  public double recall(int index) {
    return share(count(index, index), support(index));
  }

  /** Harmonic mean of precision and recall. */
  public double f1(int index) {
    return share(2 * count(index, index), predicted(index) + support(index));
  }

  /**
   * Mean over the classes that rows are labelled with, each counting alike: a slice that was chosen
   * to hold five emotions is not judged by the other two.
   */
  public double macro(IntToDoubleFunction ofClass) {
    return IntStream.range(0, classes.size())
        .filter(one -> support(one) > 0)
        .mapToDouble(ofClass)
        .average()
        .orElse(0);
  }

  /** Mean over the classes, each counting as often as it is labelled. */
  public double weighted(IntToDoubleFunction ofClass) {
    double sum = 0;
    for (int i = 0; i < classes.size(); i++) {
      sum += support(i) * ofClass.applyAsDouble(i);
    }

    return total() == 0 ? 0 : sum / total();
  }

  /** A matrix of the same shape as if its rows had been drawn anew, with replacement. */
  ConfusionMatrix resampled(Multinomial draw) {
    return new ConfusionMatrix(classes, draw.resample(counts));
  }

  private static double share(long part, long whole) {
    return whole == 0 ? 0 : (double) part / whole;
  }
}
