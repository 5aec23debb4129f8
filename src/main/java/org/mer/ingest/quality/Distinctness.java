package org.mer.ingest.quality;

import com.amazon.deequ.analyzers.Analyzer;
import com.amazon.deequ.analyzers.ApproxCountDistinct;
import com.amazon.deequ.metrics.DoubleMetric;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * How many different values a column has, for each row: 1 where no two are alike. Counted with
 * HyperLogLog++, which is right to about 5 % and wants no shuffle; so at most 1 is said.
 *
 * @param column the column
 * @param filter the rows it is taken over
 */
public record Distinctness(String column, RowFilter filter) implements Measure {
  @Override
  public String kind() {
    return "distinctness";
  }

  @Override
  public Optional<String> expression() {
    return Optional.of(filter.after(column));
  }

  @Override
  public String phrase() {
    return "distinctness of " + filter.after(column);
  }

  @Override
  public List<Analyzer<?, DoubleMetric>> analyzers() {
    return List.of(analyzer(), filter.size());
  }

  @Override
  public Measured of(Counts counts, RowMetrics rows, Optional<LastAccepted.Value> last) {
    long count = rows.count(filter);
    OptionalDouble distinct = rows.value(analyzer());
    return Measured.of(
        count,
        count == 0 || distinct.isEmpty()
            ? OptionalDouble.empty()
            : OptionalDouble.of(Math.min(1, distinct.getAsDouble() / count)));
  }

  @Override
  public void check(Dataset<Row> rows) {
    filter.check(rows);
    Columns.check(column, rows);
  }

  private ApproxCountDistinct analyzer() {
    return new ApproxCountDistinct(column, filter.option());
  }
}
