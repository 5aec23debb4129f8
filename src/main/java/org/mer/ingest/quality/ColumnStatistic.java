package org.mer.ingest.quality;

import com.amazon.deequ.analyzers.Analyzer;
import com.amazon.deequ.analyzers.Completeness;
import com.amazon.deequ.analyzers.Mean;
import com.amazon.deequ.analyzers.StandardDeviation;
import com.amazon.deequ.metrics.DoubleMetric;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import scala.Option;

/**
 * A statistic of a column; values that are null count for its completeness only.
 *
 * @param statistic which one
 * @param column the column
 * @param filter the rows it is taken over
 */
public record ColumnStatistic(Statistic statistic, String column, RowFilter filter)
    implements Measure {

  /** What is taken of a column. */
  public enum Statistic {
    /** Share of the rows with a value, 0 to 1. */
    COMPLETENESS,
    /** Arithmetic mean. */
    MEAN,
    /** Standard deviation of the rows as a population. */
    STANDARD_DEVIATION
  }

  @Override
  public String kind() {
    return statistic.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  @Override
  public Optional<String> expression() {
    return Optional.of(filter.after(column));
  }

  @Override
  public String phrase() {
    return kind().replace('-', ' ') + " of " + filter.after(column);
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
    if (statistic == Statistic.COMPLETENESS) {
      Columns.check(column, rows);
    } else {
      Columns.checkNumeric(column, rows);
    }
  }

  private Analyzer<?, DoubleMetric> analyzer() {
    Option<String> where = filter.option();
    return switch (statistic) {
      case COMPLETENESS -> new Completeness(column, where, Option.empty());
      case MEAN -> new Mean(column, where);
      case STANDARD_DEVIATION -> new StandardDeviation(column, where);
    };
  }
}
