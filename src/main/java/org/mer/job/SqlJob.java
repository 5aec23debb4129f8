package org.mer.job;

import org.mer.UsageException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Runs a query and prints its rows. */
@Command(name = "sql", description = "Runs a query over the tables and prints its rows.")
final class SqlJob extends Job {
  @Parameters(paramLabel = "QUERY", description = "The statement.")
  String query;

  @Override
  boolean isRecorded() {
    return false;
  }

  @Override
  void check(JobContext context) {
    if (!context.lake().exists()) {
      throw new UsageException(
          "there is no warehouse at %s: name another with --warehouse, or fill this one, for example with jobs/demo.sh"
              .formatted(context.warehouse().root()));
    }
  }

  @Override
  String plan(JobContext context) {
    return "run the query " + query;
  }

  @Override
  void run(JobContext context) {
    context.spark().sql(query).show(100, false);
  }
}
