package org.mer.evaluation;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.isnan;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.percentile_approx;
import static org.apache.spark.sql.functions.when;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.apache.spark.ml.feature.Bucketizer;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.mer.evaluation.DriftStatistics.Bin;

/**
 * Compares the distributions of columns in new rows with those in a reference: by the population
 * stability index over the deciles of the reference (classes: over the classes), and numbers by the
 * Kolmogorov-Smirnov distance too. The rows stay where they are; the driver gets counts of up to a
 * thousand bins a column, so that the distance is exact to 0.001.
 *
 * @param psi the index above which a feature has drifted, above 0; 0.1 is slight, 0.25 great
 * @param ks the distance above which it has, above 0 and below 1
 */
public record Drift(double psi, double ks) {
  private static final String PSI = "psi";
  private static final String KS = "ks";
  private static final int DECILES = 10;
  private static final int STEPS = 1_000;
  private static final int ACCURACY = 10 * STEPS;
  private static final String VALUE = "value";
  private static final String BIN = "bin";
  private static final String IS_CURRENT = "is_current";

  /** Checks the thresholds. */
  public Drift {
    if (!(psi > 0) || !(ks > 0 && ks < 1)) {
      throw new IllegalArgumentException(
          "psi must be above 0, ks above 0 and below 1, cannot be: %s and %s".formatted(psi, ks));
    }
  }

  /**
   * Compares new rows with a reference. A threshold is the one that was set or, of small samples,
   * what one comparison in a thousand comes to by chance.
   *
   * @param features columns that both have; a row counts where it has a value
   * @return the figures of the features that both have values of
   */
  public List<DriftFigure> of(
      Dataset<Row> reference, Dataset<Row> current, List<Feature> features) {
    List<DriftFigure> figures = new ArrayList<>();
    for (Feature feature : features) {
      Dataset<Row> values =
          values(reference, feature)
              .withColumn(IS_CURRENT, lit(false))
              .unionByName(values(current, feature).withColumn(IS_CURRENT, lit(true)));
      figures.addAll(
          feature.scale() == Feature.Scale.CLASSES
              ? ofClasses(feature.column(), values)
              : ofNumbers(feature.column(), values));
    }

    return figures;
  }

  private List<DriftFigure> ofClasses(String feature, Dataset<Row> values) {
    List<Bin> bins = List.copyOf(counted(values.withColumnRenamed(VALUE, BIN)).values());
    return isComparable(bins) ? List.of(psi(feature, bins)) : List.of();
  }

  private List<DriftFigure> ofNumbers(String feature, Dataset<Row> values) {
    SortedSet<Double> deciles = deciles(values.where(col(IS_CURRENT).equalTo(false)));
    if (deciles.isEmpty()) {
      return List.of();
    }

    SortedSet<Double> edges = new TreeSet<>(quantiles(values, STEPS));
    edges.addAll(deciles);
    TreeMap<String, Bin> counted = counted(binned(values, edges));
    List<Bin> fine = new ArrayList<>();
    List<Bin> coarse = new ArrayList<>(List.of(new Bin(0, 0)));
    List<Double> lowest = new ArrayList<>(List.of(Double.NEGATIVE_INFINITY));
    lowest.addAll(edges);
    for (int i = 0; i < lowest.size(); i++) {
      if (deciles.contains(lowest.get(i))) {
        coarse.add(new Bin(0, 0));
      }

      Bin bin = counted.getOrDefault(Double.toString(i), new Bin(0, 0));
      fine.add(bin);
      coarse.set(coarse.size() - 1, coarse.get(coarse.size() - 1).plus(bin));
    }

    return isComparable(fine)
        ? List.of(psi(feature, inhabited(coarse)), ks(feature, fine))
        : List.of();
  }

  /**
   * Where the bins of the index begin: with the smallest value, and behind each decile, so that a
   * value most of the rows have is told from those on both sides of it.
   */
  private static SortedSet<Double> deciles(Dataset<Row> reference) {
    SortedSet<Double> starts = new TreeSet<>();
    for (double decile : quantiles(reference, DECILES)) {
      starts.add(starts.isEmpty() ? decile : Math.nextUp(decile));
    }

    return starts;
  }

  /** Below the smallest value there is mostly nothing at all. */
  private static List<Bin> inhabited(List<Bin> bins) {
    return bins.stream().filter(bin -> bin.reference() + bin.current() > 0).toList();
  }

  private DriftFigure psi(String feature, List<Bin> bins) {
    Bin all = DriftStatistics.total(bins);
    double threshold = Math.max(psi, DriftStatistics.psiByChance(bins.size(), all));
    return new DriftFigure(
        feature, PSI, DriftStatistics.psi(bins), threshold, all.reference(), all.current());
  }

  private DriftFigure ks(String feature, List<Bin> bins) {
    Bin all = DriftStatistics.total(bins);
    double threshold = Math.max(ks, DriftStatistics.ksByChance(all));
    return new DriftFigure(
        feature, KS, DriftStatistics.ks(bins), threshold, all.reference(), all.current());
  }

  private static boolean isComparable(List<Bin> bins) {
    Bin all = DriftStatistics.total(bins);
    return all.reference() > 0 && all.current() > 0;
  }

  private static Dataset<Row> values(Dataset<Row> rows, Feature feature) {
    Column value = col(feature.column());
    if (feature.scale() == Feature.Scale.CLASSES) {
      return rows.select(value.cast("string").as(VALUE)).where(col(VALUE).isNotNull());
    }

    return rows.select(value.cast("double").as(VALUE))
        .where(col(VALUE).isNotNull().and(isnan(col(VALUE)).equalTo(false)));
  }

  /** The smallest value and the inner quantiles, in order; none of no rows. */
  private static List<Double> quantiles(Dataset<Row> values, int parts) {
    Column shares = lit(IntStream.range(0, parts).mapToDouble(i -> (double) i / parts).toArray());
    Row row = values.agg(percentile_approx(col(VALUE), shares, lit(ACCURACY)).as(VALUE)).first();
    return row.isNullAt(0) ? List.of() : row.<Double>getList(0);
  }

  private static Dataset<Row> binned(Dataset<Row> values, SortedSet<Double> edges) {
    double[] splits =
        DoubleStream.concat(
                DoubleStream.concat(
                    DoubleStream.of(Double.NEGATIVE_INFINITY),
                    edges.stream().mapToDouble(Double::doubleValue)),
                DoubleStream.of(Double.POSITIVE_INFINITY))
            .toArray();
    return new Bucketizer()
        .setInputCol(VALUE)
        .setOutputCol(BIN)
        .setSplits(splits)
        .transform(values);
  }

  private static TreeMap<String, Bin> counted(Dataset<Row> binned) {
    TreeMap<String, Bin> counted = new TreeMap<>();
    for (Row row :
        binned
            .groupBy(col(BIN).cast("string"))
            .agg(count(when(col(IS_CURRENT).equalTo(false), 1)), count(when(col(IS_CURRENT), 1)))
            .collectAsList()) {
      counted.put(row.getString(0), new Bin(row.getLong(1), row.getLong(2)));
    }

    return counted;
  }
}
