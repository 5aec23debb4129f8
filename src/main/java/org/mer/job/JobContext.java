package org.mer.job;

import com.typesafe.config.Config;
import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.SparkSession;
import org.mer.UsageException;
import org.mer.table.Lake;
import org.mer.table.Table;
import org.mer.table.Warehouse;

/**
 * What a job works with.
 *
 * @param run the run: its id, start and provenance
 * @param settings everything under {@code mer}
 * @param warehouse where tables and bundles live
 * @param lake the tables
 * @param out where results go (standard output); progress goes to the log
 */
record JobContext(Run run, Config settings, Warehouse warehouse, Lake lake, PrintStream out) {
  SparkSession spark() {
    return lake.spark();
  }

  Configuration hadoop() {
    return spark().sparkContext().hadoopConfiguration();
  }

  /** The same for a run within this one, such as a batch of a stream. */
  JobContext within(Run other) {
    return new JobContext(other, settings, warehouse, lake, out);
  }

  String runId() {
    return run.id();
  }

  long seed() {
    return settings.getLong("seed");
  }

  /**
   * Checks that there is something to work on.
   *
   * @param filledBy the script that fills the table
   * @throws UsageException if the table has no rows
   */
  void requireRows(Table table, String filledBy) {
    if (lake.isEmpty(table)) {
      throw new UsageException(
          "%s is empty in the warehouse %s: fill it with %s"
              .formatted(table.fullName(), warehouse.root(), filledBy));
    }
  }

  /** What a report says of where its figures come from: names and values, in order. */
  Map<String, String> provenance(Table... read) {
    Map<String, String> provenance = new LinkedHashMap<>();
    provenance.put("warehouse", warehouse.root().toString());
    provenance.put(
        "snapshots",
        lake.snapshots(read).entrySet().stream()
            .map(one -> one.getKey() + " " + one.getValue())
            .collect(Collectors.joining(", ")));
    provenance.put("version", Version.current());
    provenance.put("Spark", spark().version());
    provenance.put("started", run.startedAt().toString());
    return provenance;
  }
}
