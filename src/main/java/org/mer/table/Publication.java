package org.mer.table;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.SnapshotSummary;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.analysis.NoSuchTableException;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.StructField;

/**
 * Rows for several tables that become visible together, after Iceberg's write-audit-publish: {@link
 * #append} writes snapshots that no reader sees, {@link #publish} makes them current. What was not
 * published when the publication is closed is discarded; when publishing one table fails, those
 * published before it are taken back. So a job that fails leaves every table as it was.
 */
public final class Publication implements AutoCloseable {
  /** What Spark's writer is told the staging id by. */
  private static final String STAGING = "spark.wap.id";

  /** Where a snapshot bears it. */
  private static final String STAGED_AS = SnapshotSummary.STAGED_WAP_ID_PROP;

  private final Lake lake;
  private final String runId;
  private final Optional<Lease> lease;
  private final List<Staged> staged = new ArrayList<>();
  private boolean published;

  Publication(Lake lake, String runId, Optional<Lease> lease) {
    this.lake = lake;
    this.runId = runId;
    this.lease = lease;
  }

  private record Staged(Table table, long snapshotId) {}

  /**
   * Writes rows to storage without showing them.
   *
   * @param rows has at least the columns of the table, by name; they are brought to its types
   * @return how many rows were written
   */
  public long append(Table table, Dataset<Row> rows) {
    String stagingId = stagingId();
    Dataset<Row> conformed = rows.select(columns(table));
    SparkSession spark = lake.spark();
    spark.conf().set(STAGING, stagingId);
    try {
      // Each task writes what it has, to as many files as it has parts: shuffling the rows by part
      // first would leave most of them to one task.
      conformed
          .writeTo(table.fullName())
          .option("distribution-mode", "none")
          .option("fanout-enabled", "true")
          .append();
    } catch (NoSuchTableException e) {
      throw new IllegalStateException(
          "the table %s is not in the catalogue".formatted(table.fullName()), e);
    } finally {
      spark.conf().unset(STAGING);
    }

    return stage(table, stagingId);
  }

  /**
   * Writes a few rows that the driver holds, such as a run's own record, without showing them. If
   * the table has no partitions, the driver does so by itself and needs no core of a cluster.
   */
  public long append(Table table, List<Row> rows) {
    Dataset<Row> held = lake.spark().createDataFrame(rows, table.schema());
    org.apache.iceberg.Table iceberg = lake.iceberg(table);
    if (rows.isEmpty() || iceberg.spec().isPartitioned()) {
      return append(table, held);
    }

    String stagingId = stagingId();
    Dataset<Row> conformed = held.select(columns(table));
    iceberg
        .newAppend()
        .appendFile(DriverFile.of(iceberg, conformed).write())
        .set(STAGED_AS, stagingId)
        .stageOnly()
        .commit();
    return stage(table, stagingId);
  }

  /**
   * The rows staged for a table so far in this publication together with nothing else; for reading
   * back what was just written.
   */
  public Dataset<Row> staged(Table table) {
    SparkSession spark = lake.spark();
    return staged.stream()
        .filter(one -> one.table() == table)
        .map(
            one ->
                spark
                    .read()
                    .option("snapshot-id", one.snapshotId())
                    .table(table.fullName())
                    .where(functions.col("run_id").equalTo(runId)))
        .reduce(Dataset::unionByName)
        .orElseGet(() -> lake.read(table).limit(0));
  }

  /** Makes everything that was appended visible. */
  public void publish() {
    lease.ifPresent(it -> it.announce(pending()));
    try {
      for (Staged one : staged) {
        lake.iceberg(one.table()).manageSnapshots().cherrypick(one.snapshotId()).commit();
      }

      published = true;
      lease.ifPresent(it -> it.announce(List.of()));
    } catch (RuntimeException e) {
      Recovery recovery = new Recovery(lake);
      staged.forEach(one -> recovery.takeBack(one.table(), one.snapshotId(), runId, e));
      throw e;
    } finally {
      staged.forEach(one -> lake.spark().catalog().refreshTable(one.table().fullName()));
    }
  }

  /** Discards what was not published. */
  @Override
  public void close() {
    if (published) {
      return;
    }

    for (Staged one : staged) {
      new Recovery(lake).discard(one.table(), one.snapshotId());
    }
  }

  private List<Lease.Pending> pending() {
    return staged.stream()
        .map(one -> new Lease.Pending(one.table().name(), one.snapshotId()))
        .toList();
  }

  /** What this version writes, and nothing into columns that only the table has. */
  private Column[] columns(Table table) {
    List<String> known = List.of(table.schema().fieldNames());
    return Stream.concat(
            Arrays.stream(table.schema().fields())
                .map(field -> as(field, functions.col(field.name()))),
            Arrays.stream(lake.read(table).schema().fields())
                .filter(field -> !known.contains(field.name()))
                .map(field -> as(field, functions.lit(null))))
        .toArray(Column[]::new);
  }

  private static Column as(StructField field, Column value) {
    return value.cast(field.dataType()).as(field.name());
  }

  private String stagingId() {
    return runId + "/" + staged.size();
  }

  private long stage(Table table, String stagingId) {
    Snapshot snapshot =
        StreamSupport.stream(lake.iceberg(table).snapshots().spliterator(), false)
            .filter(one -> stagingId.equals(one.summary().get(STAGED_AS)))
            .findFirst()
            .orElseThrow(
                () ->
                    new IllegalStateException(
                        "no snapshot %s in %s after writing it"
                            .formatted(stagingId, table.fullName())));
    staged.add(new Staged(table, snapshot.snapshotId()));
    Map<String, String> summary = snapshot.summary();
    return Long.parseLong(summary.getOrDefault("added-records", "0"));
  }
}
