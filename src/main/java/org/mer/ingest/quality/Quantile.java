package org.mer.ingest.quality;

import com.amazon.deequ.analyzers.Analyzer;
import com.amazon.deequ.analyzers.ApproxQuantile;
import com.amazon.deequ.metrics.DoubleMetric;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * A quantile of a column, to one percent of the ranks.
 *
 * @param column the column
 * @param at which one, 0 to 1; 0.5 is the median
 * @param filter the rows it is taken over
 */
public record Quantile(String column, double at, RowFilter filter) implements Measure {
  private static final double RANK_ERROR = 0.01;

  /**
   * A quantile.
   *
   * @throws IllegalArgumentException if it is none
   */
  public Quantile {
    if (!(at >= 0 && at <= 1)) {
      throw new IllegalArgumentException("must be 0 to 1, cannot be: " + at);
    }
  }

  @Override
  public String kind() {
    return "quantile " + Numbers.plain(at);
  }

  @Override
  public Optional<String> expression() {
    return Optional.of(filter.after(column));
  }

  @Override
  public String phrase() {
    return kind() + " of " + filter.after(column);
  }

  @Override
  public List<Analyzer<?, DoubleMetric>> analyzers() {
    return List.of(analyzer(), filter.size());
  }

  @Override
  public Measured of(Counts counts, RowMetrics rows, Optional<LastAccepted.Value> last) {
    return Measured.of(rows.count(filter), rows.value(analyzer()));
  }

  @Override
  public void check(Dataset<Row> rows) {
    filter.check(rows);
    Columns.checkNumeric(column, rows);
  }

  private ApproxQuantile analyzer() {
    return new ApproxQuantile(column, at, RANK_ERROR, filter.option());
  }
}
