package org.mer.table;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.exceptions.NoSuchNamespaceException;
import org.apache.iceberg.jdbc.UncheckedSQLException;
import org.apache.iceberg.spark.Spark3Util;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.analysis.NoSuchTableException;
import org.apache.spark.sql.catalyst.parser.ParseException;

/** The tables of a warehouse, as a job sees them: Iceberg tables in the catalogue {@code lake}. */
public final class Lake {
  private final SparkSession spark;
  private final Warehouse warehouse;

  private Lake(SparkSession spark, Warehouse warehouse) {
    this.spark = spark;
    this.warehouse = warehouse;
  }

  /**
   * The lake of a session that was configured with {@link Warehouse#sparkSettings}; touches nothing
   * yet.
   */
  public static Lake of(SparkSession spark, Warehouse warehouse) {
    return new Lake(spark, warehouse);
  }

  /**
   * Creates the warehouse and the tables that are not there yet, and adds the columns that tables
   * of an older version lack.
   *
   * @throws org.mer.UsageException if a table is of a version that this one cannot work with; no
   *     column has been added then
   */
  public Lake create() {
    warehouse.create(spark.sparkContext().hadoopConfiguration());
    createNamespace();
    for (Table table : Table.values()) {
      if (!spark.catalog().tableExists(table.fullName())) {
        spark.sql(table.ddl());
      }
    }

    List<SchemaEvolution> evolutions =
        Stream.of(Table.values()).map(table -> new SchemaEvolution(this, table)).toList();
    evolutions.forEach(SchemaEvolution::check);
    evolutions.forEach(SchemaEvolution::addMissing);
    return this;
  }

  private void createNamespace() {
    try {
      spark.sql("CREATE NAMESPACE IF NOT EXISTS " + Table.namespace());
    } catch (UncheckedSQLException e) {
      // Another job may have made it between the look and the deed.
      if (!spark.catalog().databaseExists(Table.namespace())) {
        throw e;
      }
    }
  }

  /** Whether the warehouse is there; a job that reads asks before it looks into a table. */
  public boolean exists() {
    return warehouse.exists(spark.sparkContext().hadoopConfiguration());
  }

  /** Whether the catalogue complains that a table or a namespace is not there. */
  public static boolean isNotFound(Exception thrown) {
    return thrown instanceof NoSuchNamespaceException
        || thrown instanceof org.apache.iceberg.exceptions.NoSuchTableException;
  }

  /** The session the lake was opened in. */
  public SparkSession spark() {
    return spark;
  }

  /** The rows of a table as they are now. */
  public Dataset<Row> read(Table table) {
    return spark.table(table.fullName());
  }

  /** The rows of a view as they are now. */
  public Dataset<Row> read(View view) {
    return spark.table(view.fullName());
  }

  /** Whether a table has no row, or is not there yet. */
  public boolean isEmpty(Table table) {
    return !exists() || !spark.catalog().tableExists(table.fullName()) || read(table).isEmpty();
  }

  /**
   * Takes the right to write to a table, waiting while another run has it, and cleans up after a
   * run that died with it: what that had published in part is taken back.
   *
   * @param run who wants it
   * @param patience how long to wait
   * @throws IllegalStateException if another run still has it then
   */
  public Lease lease(Table table, String run, Duration patience) {
    Lease lease =
        Lease.acquire(
            warehouse.files(spark.sparkContext().hadoopConfiguration()),
            warehouse.leases(),
            table.fullName(),
            run,
            patience);
    try {
      lease.predecessor().ifPresent(dead -> new Recovery(this).cleanUpAfter(dead));
      return lease;
    } catch (RuntimeException e) {
      lease.close();
      throw e;
    }
  }

  /**
   * Takes the right to do something that only one run may do at a time, waiting while another has
   * it.
   *
   * @param what it is, as one word
   * @param run who wants it
   * @param patience how long to wait
   * @throws IllegalStateException if another run still has it then; the message says who
   */
  public Lease lease(String what, String run, Duration patience) {
    return Lease.acquire(
        warehouse.files(spark.sparkContext().hadoopConfiguration()),
        warehouse.leases(),
        what,
        run,
        patience);
  }

  /** Starts to write several tables as one, under a lease of the table that matters. */
  public Publication publication(String runId, Lease lease) {
    return new Publication(this, runId, Optional.of(lease));
  }

  /** Starts to write several tables as one. */
  public Publication publication(String runId) {
    return new Publication(this, runId, Optional.empty());
  }

  /**
   * The current snapshot of each table that has one, for the provenance of what is made from it.
   */
  public Map<String, Long> snapshots(Table... tables) {
    Map<String, Long> snapshots = new TreeMap<>();
    for (Table table : tables) {
      Optional.ofNullable(iceberg(table).currentSnapshot())
          .map(Snapshot::snapshotId)
          .ifPresent(id -> snapshots.put(table.fullName(), id));
    }

    return snapshots;
  }

  org.apache.iceberg.Table iceberg(Table table) {
    try {
      org.apache.iceberg.Table loaded = Spark3Util.loadIcebergTable(spark, table.fullName());
      loaded.refresh();
      return loaded;
    } catch (NoSuchTableException | ParseException e) {
      throw new IllegalStateException(
          "the table %s is not in the catalogue: %s".formatted(table.fullName(), e.getMessage()),
          e);
    }
  }
}
