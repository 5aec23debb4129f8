package org.mer.evaluation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntToDoubleFunction;
import java.util.function.ToDoubleFunction;

/**
 * What a confusion matrix says: accuracy, precision and recall with Wilson intervals; F1, macro and
 * weighted means with bootstrap intervals.
 */
final class ClassificationMetrics {
  private final long seed;

  ClassificationMetrics(long seed) {
    this.seed = seed;
  }

  /** The figures of the whole and of each class. */
  List<Measurement> of(Group group, ConfusionMatrix matrix) {
    Bootstrap<ConfusionMatrix> bootstrap = Bootstrap.of(matrix, seed);
    List<Measurement> all = new ArrayList<>();
    ofWhole(all, group, matrix, bootstrap);
    for (int i = 0; i < matrix.classes().size(); i++) {
      ofClass(all, group, matrix, bootstrap, i);
    }

    return all;
  }

  /** The figures of the whole alone. */
  List<Measurement> ofWhole(Group group, ConfusionMatrix matrix) {
    List<Measurement> all = new ArrayList<>();
    ofWhole(all, group, matrix, Bootstrap.of(matrix, seed));
    return all;
  }

  private static void ofWhole(
      List<Measurement> all,
      Group group,
      ConfusionMatrix matrix,
      Bootstrap<ConfusionMatrix> bootstrap) {
    long n = matrix.total();
    all.add(
        Measurement.whole(
            group, "accuracy", matrix.accuracy(), Interval.wilson(matrix.correct(), n), n));
    mean(all, group, matrix, bootstrap, "precision", one -> one::precision);
    mean(all, group, matrix, bootstrap, "recall", one -> one::recall);
    mean(all, group, matrix, bootstrap, "f1", one -> one::f1);
  }

  /** A figure of a class, for any matrix. */
  private interface Figure {
    IntToDoubleFunction of(ConfusionMatrix matrix);
  }

  private static void mean(
      List<Measurement> all,
      Group group,
      ConfusionMatrix matrix,
      Bootstrap<ConfusionMatrix> bootstrap,
      String name,
      Figure figure) {
    ToDoubleFunction<ConfusionMatrix> macro = one -> one.macro(figure.of(one));
    ToDoubleFunction<ConfusionMatrix> weighted = one -> one.weighted(figure.of(one));
    all.add(whole(group, "macro_" + name, matrix, bootstrap, macro));
    all.add(whole(group, "weighted_" + name, matrix, bootstrap, weighted));
  }

  private static Measurement whole(
      Group group,
      String name,
      ConfusionMatrix matrix,
      Bootstrap<ConfusionMatrix> bootstrap,
      ToDoubleFunction<ConfusionMatrix> figure) {
    return Measurement.whole(
        group, name, figure.applyAsDouble(matrix), bootstrap.interval(figure), matrix.total());
  }

  private static void ofClass(
      List<Measurement> all,
      Group group,
      ConfusionMatrix matrix,
      Bootstrap<ConfusionMatrix> bootstrap,
      int index) {
    String name = matrix.classes().get(index);
    long right = matrix.count(index, index);
    long predicted = matrix.predicted(index);
    long support = matrix.support(index);
    all.add(
        Measurement.ofClass(
            group,
            "precision",
            name,
            matrix.precision(index),
            Interval.wilson(right, predicted),
            predicted));
    all.add(
        Measurement.ofClass(
            group, "recall", name, matrix.recall(index), Interval.wilson(right, support), support));
    all.add(
        Measurement.ofClass(
            group,
            "f1",
            name,
            matrix.f1(index),
            bootstrap.interval(one -> one.f1(index)),
            support));
    all.add(
        new Measurement(group, "support", Optional.of(name), support, Optional.empty(), support));
  }
}
