package org.mer.job;

import com.typesafe.config.Config;
import java.io.PrintStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.SparkSession;
import org.mer.table.Lake;
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

  String runId() {
    return run.id();
  }

  long seed() {
    return settings.getLong("seed");
  }
}
