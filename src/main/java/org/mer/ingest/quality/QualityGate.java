package org.mer.ingest.quality;

import com.amazon.deequ.analyzers.Analyzer;
import com.amazon.deequ.metrics.DoubleMetric;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.mer.UsageException;
import org.mer.table.Table;

/**
 * Judges an ingest before anybody sees its rows. Every constraint is judged, also after one has
 * failed; all together cost one scan of the new rows, of the columns that they name.
 */
public final class QualityGate {
  private final Table table;
  private final List<Constraint> constraints;
  private final Acceptance acceptance;

  private QualityGate(Table table, List<Constraint> constraints, Acceptance acceptance) {
    this.table = table;
    this.constraints = List.copyOf(constraints);
    this.acceptance = acceptance;
  }

  /** A gate before a table. Without constraints it lets everything pass. */
  public static QualityGate of(Table table, List<Constraint> constraints) {
    return new QualityGate(table, constraints, new Acceptance(Set.of(), ""));
  }

  /**
   * The same gate, but some of its constraints may fail this once.
   *
   * @param names of the constraints
   * @param who asks for it; recorded with each that fails
   * @throws UsageException if there is no constraint of such a name
   */
  public QualityGate accepting(Set<String> names, String who) {
    Set<String> unknown = new TreeSet<>(names);
    constraints.forEach(constraint -> unknown.remove(constraint.name()));
    if (!unknown.isEmpty()) {
      throw new UsageException(
          "--accept names no constraint of %s: '%s'; there are: %s"
              .formatted(
                  table.fullName(),
                  String.join("', '", unknown),
                  constraints.stream().map(Constraint::name).collect(Collectors.joining(", "))));
    }

    return new QualityGate(table, constraints, new Acceptance(names, who));
  }

  /**
   * Looks whether every constraint can be measured, before anything is read. Starts no Spark job.
   *
   * @throws UsageException if one names a column or has a predicate that cannot be used, with the
   *     key of its declaration
   */
  public void check(SparkSession spark) {
    Dataset<Row> empty = spark.createDataFrame(List.of(), table.schema());
    for (Constraint constraint : constraints) {
      try {
        constraint.measure().check(empty);
      } catch (IllegalArgumentException e) {
        throw new UsageException(
            "the constraint 'quality.%s.%s' cannot be used: %s"
                .formatted(
                    table.name().toLowerCase(Locale.ROOT), constraint.name(), e.getMessage()),
            e);
      }
    }
  }

  /**
   * Judges an ingest.
   *
   * @param newRows the rows that the table would gain, with its columns
   * @param counts what became of the records, all files together
   * @param last what the last accepted ingest had
   * @throws IllegalStateException if the rows could not be measured
   */
  public Verdict judge(Dataset<Row> newRows, Counts counts, LastAccepted last) {
    RowMetrics rows = counts.kept() == 0 ? RowMetrics.none() : RowMetrics.of(newRows, analyzers());
    return new Verdict(
        table,
        constraints.stream()
            .map(
                constraint ->
                    constraint.judge(
                        constraint.measure().of(counts, rows, last.of(constraint)),
                        last.of(constraint),
                        acceptance))
            .toList());
  }

  private List<Analyzer<?, DoubleMetric>> analyzers() {
    return constraints.stream()
        .flatMap(constraint -> constraint.measure().analyzers().stream())
        .toList();
  }
}
