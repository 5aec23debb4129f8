package org.mer.job;

import com.typesafe.config.ConfigFactory;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.mer.table.Lake;
import org.mer.table.Warehouse;
import picocli.CommandLine;

/** Runs a job with command-line arguments in a session that is open already. */
final class JobRunner {
  private final Lake lake;
  private final Warehouse warehouse;

  JobRunner(Lake lake, Warehouse warehouse) {
    this.lake = lake;
    this.warehouse = warehouse;
  }

  /** What the job prints. */
  String run(Job job, String... arguments) {
    new CommandLine(job).setCaseInsensitiveEnumValuesAllowed(true).parseArgs(arguments);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    job.execute(
        new JobContext(
            Run.start(job.spec.name()),
            ConfigFactory.parseResources("reference.conf").resolve().getConfig("mer"),
            warehouse,
            lake,
            new PrintStream(out, true, StandardCharsets.UTF_8)));
    return out.toString(StandardCharsets.UTF_8);
  }
}
