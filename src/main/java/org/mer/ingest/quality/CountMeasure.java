package org.mer.ingest.quality;

import com.amazon.deequ.analyzers.Analyzer;
import com.amazon.deequ.metrics.DoubleMetric;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Figures of the ingest as a whole. Their rows are the records read. */
public enum CountMeasure implements Measure {
  /** Records in the files. */
  ROWS_READ,
  /** Rows that the table would gain. */
  ROWS_KEPT,
  /** Share of the records read that was set aside, 0 to 1. */
  REJECTED_SHARE,
  /** Share of the records read that was there already, 0 to 1. */
  DUPLICATE_SHARE;

  @Override
  public String kind() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  @Override
  public Optional<String> expression() {
    return Optional.empty();
  }

  @Override
  public String phrase() {
    return switch (this) {
      case ROWS_READ -> "rows read";
      case ROWS_KEPT -> "rows kept";
      case REJECTED_SHARE -> "share of the rows read that was rejected";
      case DUPLICATE_SHARE -> "share of the rows read that was there already";
    };
  }

  @Override
  public List<Analyzer<?, DoubleMetric>> analyzers() {
    return List.of();
  }

  @Override
  public Measured of(Counts counts, RowMetrics rows, Optional<LastAccepted.Value> last) {
    double value =
        switch (this) {
          case ROWS_READ -> counts.read();
          case ROWS_KEPT -> counts.kept();
          case REJECTED_SHARE -> (double) counts.rejected() / counts.read();
          case DUPLICATE_SHARE -> (double) counts.duplicate() / counts.read();
        };
    return Measured.of(
        counts.read(),
        counts.read() < fewestRows() ? OptionalDouble.empty() : OptionalDouble.of(value));
  }

  @Override
  public long fewestRows() {
    return this == ROWS_READ || this == ROWS_KEPT ? 0 : 1;
  }

  @Override
  public void check(Dataset<Row> rows) {}
}
