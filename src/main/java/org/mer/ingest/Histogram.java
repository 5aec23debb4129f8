package org.mer.ingest;

import static org.apache.spark.sql.functions.avg;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.floor;
import static org.apache.spark.sql.functions.least;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * How a measure is distributed in each group of rows.
 *
 * @param scale widths of bins
 * @param groups by name
 */
record Histogram(Scale scale, Map<String, Group> groups) {
  /** Copies the groups, sorted by name. */
  Histogram {
    groups = Collections.unmodifiableMap(new TreeMap<>(groups));
  }

  /**
   * The bins of a histogram. The first begins at 0, the last has all that is beyond as well.
   *
   * @param bins how many
   * @param binWidth their width
   * @param steps to how many steps a bin quantiles are exact
   */
  record Scale(int bins, double binWidth, int steps) {
    private static final int MOST_STEPS = 1 << 14;

    private double step() {
      return binWidth / steps;
    }

    private Column stepOf(Column measure) {
      return least(floor(measure.divide(step())), lit(MOST_STEPS - 1)).cast("int");
    }

    private int binOf(int step) {
      return Math.min(step / steps, bins - 1);
    }
  }

  /**
   * A group of rows.
   *
   * @param bins rows a bin
   * @param rows how many there are
   * @param mean of the measure
   * @param quantiles minimum, 5 %, median, 95 %, maximum; the middle ones to a step of the scale
   */
  record Group(List<Long> bins, long rows, double mean, List<Double> quantiles) {
    Group {
      bins = List.copyOf(bins);
      quantiles = List.copyOf(quantiles);
    }
  }

  /**
   * The histogram of a measure of 0 and more, by a group column. The rows are read once; what comes
   * to the driver is a count a step that occurs.
   */
  static Histogram of(Dataset<Row> rows, Column measure, String group, Scale scale) {
    Map<String, List<Row>> steps = new TreeMap<>();
    rows.select(col(group).as("group"), measure.cast("double").as("x"))
        .groupBy(col("group"), scale.stepOf(col("x")).as("step"))
        .agg(count(lit(1)), avg("x"), min("x"), max("x"))
        .orderBy("group", "step")
        .collectAsList()
        .forEach(
            row -> steps.computeIfAbsent(row.getString(0), name -> new ArrayList<>()).add(row));
    Map<String, Group> groups = new TreeMap<>();
    steps.forEach((name, counted) -> groups.put(name, group(counted, scale)));
    return new Histogram(scale, groups);
  }

  private static Group group(List<Row> steps, Scale scale) {
    List<Long> bins = new ArrayList<>(Collections.nCopies(scale.bins(), 0L));
    long rows = 0;
    double sum = 0;
    for (Row step : steps) {
      int bin = scale.binOf(step.getInt(1));
      bins.set(bin, bins.get(bin) + step.getLong(2));
      rows += step.getLong(2);
      sum += step.getLong(2) * step.getDouble(3);
    }

    return new Group(
        bins,
        rows,
        sum / rows,
        List.of(
            steps.get(0).getDouble(4),
            quantile(steps, rows, 0.05),
            quantile(steps, rows, 0.5),
            quantile(steps, rows, 0.95),
            steps.get(steps.size() - 1).getDouble(5)));
  }

  /** The mean of the first step up to which a share of the rows lies. */
  private static double quantile(List<Row> steps, long rows, double share) {
    long passed = 0;
    for (Row step : steps) {
      passed += step.getLong(2);
      if (passed >= share * rows) {
        return step.getDouble(3);
      }
    }

    throw new IllegalArgumentException("there is no quantile of no rows");
  }
}
