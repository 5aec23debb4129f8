package org.mer.ingest.quality;

import com.amazon.deequ.analyzers.Compliance;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The bins of a histogram. They are known before the rows are, so that each is a predicate in the
 * one scan instead of a group in a shuffle.
 *
 * @param column what is counted
 * @param bins which values a bin holds
 * @param isNumeric whether the column must hold numbers
 */
public record Bins(String column, List<Bin> bins, boolean isNumeric) {
  /** Where rows are counted that are in no bin: other values, and none. */
  static final String OTHER = "other";

  /**
   * A bin.
   *
   * @param label its name
   * @param predicate which rows it holds
   */
  public record Bin(String label, String predicate) {}

  /** Bins that were listed. */
  public Bins {
    bins = List.copyOf(bins);
  }

  /**
   * One bin a value.
   *
   * @throws IllegalArgumentException if there are fewer than two values, or one is there twice
   */
  public static Bins ofValues(String column, List<String> values) {
    if (values.size() < 2 || new LinkedHashSet<>(values).size() < values.size()) {
      throw new IllegalArgumentException(
          "must be at least two different values, cannot be: " + values);
    }

    return new Bins(
        column,
        values.stream()
            .map(value -> new Bin(value, "%s = '%s'".formatted(column, escaped(value))))
            .toList(),
        false);
  }

  /**
   * Bins of numbers: below the first edge, from each edge to below the next, and from the last on.
   *
   * @throws IllegalArgumentException if there is no edge, or they do not ascend
   */
  public static Bins ofEdges(String column, List<Double> edges) {
    List<Bin> bins = new ArrayList<>();
    for (int i = 0; i < edges.size(); i++) {
      String edge = Numbers.plain(edges.get(i));
      if (i == 0) {
        bins.add(new Bin("<" + edge, "%s < %s".formatted(column, edge)));
        continue;
      }

      String before = Numbers.plain(edges.get(i - 1));
      if (!(edges.get(i) > edges.get(i - 1))) {
        throw new IllegalArgumentException("must ascend, cannot be: " + edges);
      }

      bins.add(
          new Bin(
              before + "-" + edge, "%1$s >= %2$s AND %1$s < %3$s".formatted(column, before, edge)));
    }

    if (edges.isEmpty()) {
      throw new IllegalArgumentException("must have at least one edge, cannot be: []");
    }

    String last = Numbers.plain(edges.get(edges.size() - 1));
    bins.add(new Bin(">=" + last, "%s >= %s".formatted(column, last)));
    return new Bins(column, bins, true);
  }

  List<Compliance> analyzers(RowFilter filter) {
    return bins.stream().map(bin -> Predicates.share(bin.predicate(), filter)).toList();
  }

  /** Rows by bin, in the order of the bins, {@link #OTHER} last; empty where there is no row. */
  Map<String, Long> histogram(RowMetrics rows, RowFilter filter) {
    long all = rows.count(filter);
    Map<String, Long> histogram = new LinkedHashMap<>();
    if (all == 0) {
      return histogram;
    }

    long other = all;
    for (Bin bin : bins) {
      double share = rows.value(Predicates.share(bin.predicate(), filter)).orElse(0);
      long count = Math.round(share * all);
      histogram.put(bin.label(), count);
      other -= count;
    }

    histogram.put(OTHER, other);
    return histogram;
  }

  void check(Dataset<Row> rows) {
    if (isNumeric) {
      Columns.checkNumeric(column, rows);
    } else {
      Columns.check(column, rows);
    }

    bins.forEach(bin -> Predicates.check(bin.predicate(), rows));
  }

  private static String escaped(String value) {
    return value.replace("\\", "\\\\").replace("'", "\\'");
  }
}
