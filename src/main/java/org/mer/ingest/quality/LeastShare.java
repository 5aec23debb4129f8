package org.mer.ingest.quality;

import com.amazon.deequ.analyzers.Analyzer;
import com.amazon.deequ.metrics.DoubleMetric;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The share of the bin with the fewest rows, 0 to 1: whether every label is there.
 *
 * @param bins the bins
 * @param filter the rows it is taken over
 */
public record LeastShare(Bins bins, RowFilter filter) implements Measure {
  @Override
  public String kind() {
    return "least-share";
  }

  @Override
  public Optional<String> expression() {
    return Optional.of(filter.after(bins.column()));
  }

  @Override
  public String phrase() {
    return "share of the rarest " + filter.after(bins.column());
  }

  @Override
  public List<Analyzer<?, DoubleMetric>> analyzers() {
    List<Analyzer<?, DoubleMetric>> analyzers = new ArrayList<>(bins.analyzers(filter));
    analyzers.add(filter.size());
    return analyzers;
  }

  @Override
  public Measured of(Counts counts, RowMetrics rows, Optional<LastAccepted.Value> last) {
    long all = rows.count(filter);
    Map<String, Long> histogram = bins.histogram(rows, filter);
    Optional<Bins.Bin> rarest =
        bins.bins().stream()
            .filter(bin -> histogram.containsKey(bin.label()))
            .reduce((one, two) -> rarer(one, two, histogram));
    return rarest
        .map(
            bin ->
                new Measured(
                    all,
                    OptionalDouble.of((double) histogram.get(bin.label()) / all),
                    histogram,
                    bin.label()))
        .orElseGet(() -> Measured.of(all, OptionalDouble.empty()));
  }

  @Override
  public void check(Dataset<Row> rows) {
    filter.check(rows);
    bins.check(rows);
  }

  private static Bins.Bin rarer(Bins.Bin one, Bins.Bin two, Map<String, Long> histogram) {
    return histogram.get(two.label()) < histogram.get(one.label()) ? two : one;
  }
}
