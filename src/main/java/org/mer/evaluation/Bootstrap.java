package org.mer.evaluation;

import java.util.List;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/**
 * The percentile bootstrap (Efron 1979) over something that was counted: its rows are drawn anew a
 * thousand times, which for counts is one multinomial draw each, and any number of figures are
 * taken on the same draws. Seeded, so the same counts give the same intervals.
 *
 * @param <T> what was counted
 */
final class Bootstrap<T> {
  private static final int DRAWS = 1_000;

  private final List<T> draws;

  private Bootstrap(Supplier<T> draw) {
    draws = Stream.generate(draw).limit(DRAWS).toList();
  }

  static Bootstrap<ConfusionMatrix> of(ConfusionMatrix matrix, long seed) {
    Multinomial draw = new Multinomial(seed);
    return new Bootstrap<>(() -> matrix.resampled(draw));
  }

  static Bootstrap<Reliability> of(Reliability reliability, long seed) {
    Multinomial draw = new Multinomial(seed);
    return new Bootstrap<>(() -> reliability.resampled(draw));
  }

  /** The interval that holds the figure in 95 of 100 draws. */
  Interval interval(ToDoubleFunction<T> figure) {
    double[] values = draws.stream().mapToDouble(figure).sorted().toArray();
    return new Interval(quantile(values, 0.025), quantile(values, 0.975));
  }

  private static double quantile(double[] sorted, double share) {
    double place = share * (sorted.length - 1);
    int below = (int) Math.floor(place);
    double above = sorted[Math.min(below + 1, sorted.length - 1)];
    return sorted[below] + (place - below) * (above - sorted[below]);
  }
}
