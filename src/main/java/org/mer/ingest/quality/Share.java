package org.mer.ingest.quality;

import com.amazon.deequ.analyzers.Analyzer;
import com.amazon.deequ.metrics.DoubleMetric;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The share of rows for which a predicate is true, 0 to 1; where it is null it is not true.
 *
 * @param predicate in SQL, over the columns of the table
 * @param filter the rows it is taken over
 */
public record Share(String predicate, RowFilter filter) implements Measure {
  @Override
  public String kind() {
    return "share";
  }

  @Override
  public Optional<String> expression() {
    return Optional.of(filter.after(predicate));
  }

  @Override
  public String phrase() {
    return "share of rows with " + filter.after(predicate);
  }

  @Override
  public List<Analyzer<?, DoubleMetric>> analyzers() {
    return List.of(Predicates.share(predicate, filter), filter.size());
  }

  @Override
  public Measured of(Counts counts, RowMetrics rows, Optional<LastAccepted.Value> last) {
    return Measured.of(rows.count(filter), rows.value(Predicates.share(predicate, filter)));
  }

  @Override
  public void check(Dataset<Row> rows) {
    filter.check(rows);
    Predicates.check(predicate, rows);
  }
}
