package org.mer.ingest.quality;

import com.amazon.deequ.analyzers.Analyzer;
import com.amazon.deequ.analyzers.Distance.LInfinityMethod;
import com.amazon.deequ.metrics.DoubleMetric;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import scala.Option;
import scala.collection.mutable.HashMap;

/**
 * How far a histogram is from that of the last accepted ingest: the largest change of a bin's share
 * (L-infinity), less what samples of these sizes differ by anyway. 0 to 1; 0 where the change may
 * be chance.
 *
 * <p>What is taken off is 1.8 &radic;((n + m) / (n m)), the two-sample Kolmogorov-Smirnov bound at
 * a level of 0.3 %, as Deequ has it; so the same bound holds for small and large ingests.
 *
 * @param bins the bins
 * @param filter the rows it is taken over
 */
public record Distance(Bins bins, RowFilter filter) implements Measure {
  @Override
  public String kind() {
    return "distance";
  }

  @Override
  public Optional<String> expression() {
    return Optional.of(filter.after(bins.column()));
  }

  @Override
  public String phrase() {
    return "distance of the histogram of %s from that of the last accepted ingest"
        .formatted(filter.after(bins.column()));
  }

  @Override
  public List<Analyzer<?, DoubleMetric>> analyzers() {
    List<Analyzer<?, DoubleMetric>> analyzers = new ArrayList<>(bins.analyzers(filter));
    analyzers.add(filter.size());
    return analyzers;
  }

  @Override
  public Measured of(Counts counts, RowMetrics rows, Optional<LastAccepted.Value> last) {
    Map<String, Long> histogram = bins.histogram(rows, filter);
    OptionalDouble distance =
        last.map(LastAccepted.Value::histogram)
            // Other bins were declared since: there is nothing to compare with.
            .filter(before -> !before.isEmpty() && before.keySet().equals(histogram.keySet()))
            .map(before -> OptionalDouble.of(between(histogram, before)))
            .orElseGet(OptionalDouble::empty);
    return new Measured(rows.count(filter), distance, histogram, "");
  }

  @Override
  public boolean isComparison() {
    return true;
  }

  @Override
  public void check(Dataset<Row> rows) {
    filter.check(rows);
    bins.check(rows);
  }

  private static double between(Map<String, Long> one, Map<String, Long> other) {
    return com.amazon.deequ.analyzers.Distance.categoricalDistance(
        mutable(one), mutable(other), false, new LInfinityMethod(Option.empty()));
  }

  private static HashMap<String, Object> mutable(Map<String, Long> histogram) {
    HashMap<String, Object> copy = new HashMap<>();
    histogram.forEach(copy::put);
    return copy;
  }
}
