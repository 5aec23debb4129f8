package org.mer.ingest.quality;

import com.amazon.deequ.analyzers.Analyzer;
import com.amazon.deequ.analyzers.runners.AnalysisRunner;
import com.amazon.deequ.analyzers.runners.EmptyStateException;
import com.amazon.deequ.metrics.DoubleMetric;
import com.amazon.deequ.metrics.Metric;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import scala.collection.JavaConverters;
import scala.util.Try;

/** Figures of the new rows, all computed by Deequ in one scan. */
final class RowMetrics {
  private final Map<Analyzer<?, DoubleMetric>, Try<Object>> metrics;

  private RowMetrics(Map<Analyzer<?, DoubleMetric>, Try<Object>> metrics) {
    this.metrics = metrics;
  }

  /** The figures of no rows at all. */
  static RowMetrics none() {
    return new RowMetrics(Map.of());
  }

  /** Has Deequ compute figures. */
  static RowMetrics of(Dataset<Row> rows, Collection<Analyzer<?, DoubleMetric>> analyzers) {
    Set<Analyzer<?, DoubleMetric>> distinct = new LinkedHashSet<>(analyzers);
    if (distinct.isEmpty()) {
      return none();
    }

    var computed =
        AnalysisRunner.onData(rows)
            .addAnalyzers(JavaConverters.asScalaBuffer(covariant(List.copyOf(distinct))).toSeq())
            .run()
            .metricMap();
    Map<Analyzer<?, DoubleMetric>, Try<Object>> metrics = new HashMap<>();
    JavaConverters.mapAsJavaMap(computed)
        .forEach(
            (analyzer, metric) -> {
              for (Analyzer<?, DoubleMetric> one : distinct) {
                if (one.equals(analyzer)) {
                  metrics.put(one, ((DoubleMetric) metric).value());
                }
              }
            });
    return new RowMetrics(metrics);
  }

  /** How many rows pass a filter. */
  long count(RowFilter filter) {
    return (long) value(filter.size()).orElse(0);
  }

  /**
   * The figure that an analyzer computed; empty where there was nothing to compute it of.
   *
   * @throws IllegalStateException if it could not be computed for another reason
   */
  OptionalDouble value(Analyzer<?, DoubleMetric> analyzer) {
    Try<Object> value = metrics.get(analyzer);
    if (value == null) {
      return OptionalDouble.empty();
    }

    if (value.isSuccess()) {
      return OptionalDouble.of((Double) value.get());
    }

    Throwable cause = value.failed().get();
    if (cause instanceof EmptyStateException) {
      return OptionalDouble.empty();
    }

    throw new IllegalStateException(
        "%s could not be measured: %s".formatted(analyzer, cause.getMessage()), cause);
  }

  /** In Scala an analyzer of double metrics is one of metrics; Java has to be told. */
  @SuppressWarnings("unchecked")
  private static List<Analyzer<?, Metric<?>>> covariant(List<Analyzer<?, DoubleMetric>> analyzers) {
    return (List<Analyzer<?, Metric<?>>>) (List<?>) analyzers;
  }
}
