package org.mer.ingest.quality;

import com.amazon.deequ.analyzers.Analyzer;
import com.amazon.deequ.metrics.DoubleMetric;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** What of an ingest a constraint bounds: one figure. */
public sealed interface Measure
    permits CountMeasure, ColumnStatistic, Quantile, Distinctness, Share, LeastShare, Distance {

  /** Its kind, as {@code mer.data_quality} and the settings call it. */
  String kind();

  /** The column or predicate that it looks at, and which rows; empty for counts of the ingest. */
  Optional<String> expression();

  /** What it is in words, such as "mean of tokens". */
  String phrase();

  /** What Deequ has to compute for it, all in one scan with that of other measures. */
  List<Analyzer<?, DoubleMetric>> analyzers();

  /**
   * Puts the figure together.
   *
   * @param last what the last accepted ingest had
   */
  Measured of(Counts counts, RowMetrics rows, Optional<LastAccepted.Value> last);

  /** The fewest rows that it says something about. */
  default long fewestRows() {
    return 1;
  }

  /** Whether it is itself a comparison with the last accepted ingest. */
  default boolean isComparison() {
    return false;
  }

  /**
   * Looks whether it can be taken of such rows, without a Spark job.
   *
   * @throws IllegalArgumentException if a column is not there or of another type, or a predicate is
   *     no predicate
   */
  void check(Dataset<Row> rows);
}
