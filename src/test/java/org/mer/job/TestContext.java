package org.mer.job;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.mer.table.Lake;
import org.mer.table.Warehouse;

/** The context of a job that a test runs, and what the job printed. */
final class TestContext {
  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
  private final Lake lake;
  private final Warehouse warehouse;

  TestContext(Lake lake, Warehouse warehouse) {
    this.lake = lake;
    this.warehouse = warehouse;
  }

  JobContext of(String job, Map<String, String> settings) {
    return new JobContext(
        Run.start(job),
        Settings.read(null, settings, lake.spark().sparkContext().hadoopConfiguration()),
        warehouse,
        lake,
        new PrintStream(printed, true, StandardCharsets.UTF_8));
  }

  String printed() {
    return printed.toString(StandardCharsets.UTF_8);
  }
}
