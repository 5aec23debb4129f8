package org.mer.model;

import static org.apache.spark.sql.functions.element_at;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.pow;

import java.io.Serializable;
import java.util.Iterator;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Column;

/**
 * Calibration by one number (Guo et al. 2017, <i>On Calibration of Modern Neural Networks</i>):
 * logits are divided by a temperature, which leaves the likeliest class as it is. Probabilities are
 * raised to 1/temperature and normalised, which is the same.
 *
 * @param temperature above 0; 1 changes nothing, above 1 softens
 */
public record TemperatureScaling(double temperature) implements Serializable {
  private static final double LOWEST = 0.25;
  private static final double HIGHEST = 8;
  private static final int STEPS = 201;
  private static final double SMALLEST = 1e-12;

  /** Checks the range. */
  public TemperatureScaling {
    if (!(temperature > 0 && Double.isFinite(temperature))) {
      throw new IllegalArgumentException(
          "a temperature must be above 0, cannot be: " + temperature);
    }
  }

  /**
   * A scored row of known class.
   *
   * @param probabilities one a class
   * @param truth index of the true class
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  public record Example(double[] probabilities, int truth) implements Serializable {}

  /**
   * The temperature with the smallest negative log-likelihood, between 0.25 and 8 in steps of 1.7
   * %. One pass over the examples, where they are.
   */
  public static TemperatureScaling fit(JavaRDD<Example> examples) {
    double[] grid = grid();
    double[] losses =
        examples
            .mapPartitions(part -> List.of(losses(part, grid)).iterator())
            .reduce(TemperatureScaling::sum);
    int best = 0;
    for (int i = 1; i < grid.length; i++) {
      best = losses[i] < losses[best] ? i : best;
    }

    return new TemperatureScaling(grid[best]);
  }

  /** The calibrated probabilities: a new array that sums to 1. */
  public double[] apply(double[] probabilities) {
    double[] scaled = new double[probabilities.length];
    double sum = 0;
    for (int i = 0; i < scaled.length; i++) {
      scaled[i] = Math.pow(Math.max(probabilities[i], SMALLEST), 1 / temperature);
      sum += scaled[i];
    }

    for (int i = 0; i < scaled.length; i++) {
      scaled[i] /= sum;
    }

    return scaled;
  }

  /**
   * {@link #apply(double[])} as columns, one a class, that sum to 1. They are plain arithmetic,
   * which Spark compiles; a function over an array it interprets.
   *
   * @param probabilities an array, one a class
   * @param classes how many there are
   */
  public List<Column> apply(Column probabilities, int classes) {
    List<Column> scaled =
        IntStream.rangeClosed(1, classes)
            .mapToObj(
                index ->
                    pow(
                        greatest(element_at(probabilities, index), lit(SMALLEST)),
                        lit(1 / temperature)))
            .toList();
    Column sum = scaled.stream().reduce(Column::plus).orElseThrow();
    return scaled.stream().map(one -> one.divide(sum)).toList();
  }

  private static double[] grid() {
    double ratio = Math.pow(HIGHEST / LOWEST, 1.0 / (STEPS - 1));
    return DoubleStream.iterate(LOWEST, t -> t * ratio).limit(STEPS).toArray();
  }

  private static double[] losses(Iterator<Example> examples, double[] grid) {
    double[] losses = new double[grid.length];
    while (examples.hasNext()) {
      Example example = examples.next();
      for (int i = 0; i < grid.length; i++) {
        double[] scaled = new TemperatureScaling(grid[i]).apply(example.probabilities());
        losses[i] -= Math.log(Math.max(scaled[example.truth()], SMALLEST));
      }
    }

    return losses;
  }

  private static double[] sum(double[] one, double[] other) {
    double[] sum = new double[one.length];
    for (int i = 0; i < sum.length; i++) {
      sum[i] = one[i] + other[i];
    }

    return sum;
  }
}
