package org.mer.job;

import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.mer.UsageException;
import org.mer.ingest.DataReport;
import org.mer.ingest.Examples;
import org.mer.page.Grid.Line;
import org.mer.table.Lake;
import org.mer.table.Table;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Writes the data report: what was ingested, as one page of HTML that needs nothing else. Changes
 * no table.
 */
@Command(
    name = "data-report",
    description =
        "Writes a report on the ingested data: one HTML file with counts, distributions, words, faces and repeats.")
final class DataReportJob extends Job {
  private static final Table[] READ = {Table.TWEETS, Table.FACES, Table.REJECTS, Table.INGESTS};

  @Option(
      names = "--output",
      paramLabel = "URI",
      description =
          "Where the report goes, on any Hadoop file system (default: WAREHOUSE/reports/RUN_ID.html).")
  String output;

  @Option(
      names = "--without-examples",
      description = "Show no faces and no rejected records, only figures and frequent words.")
  boolean withoutExamples;

  /** The tables stay as they are, so that whoever may only read them can have the report. */
  @Override
  boolean isRecorded() {
    return false;
  }

  @Override
  void check(JobContext context) {
    Lake lake = context.lake();
    if (!lake.exists() || lake.isEmpty(Table.INGESTS)) {
      throw new UsageException(
          "there is nothing to report on in %s: run jobs/ingest-tweets.sh or jobs/ingest-faces.sh first"
              .formatted(context.warehouse().root()));
    }

    checkTarget(context);
  }

  @Override
  String plan(JobContext context) {
    return "write the report on the data in %s to %s"
        .formatted(context.warehouse().root(), target(context));
  }

  @Override
  void run(JobContext context) {
    Path target = target(context);
    DataReport report =
        DataReport.of(
            context.lake(),
            context.seed(),
            withoutExamples ? Examples.LEFT_OUT : Examples.SHOWN,
            "Data report of " + context.run().startedAt().toString().substring(0, 10),
            provenance(context));
    report.write(target, context.hadoop());
    for (Line line : report.summary().lines()) {
      context.out().printf("%-36s %s%n", line.head(), String.join("  ", line.cells()).strip());
    }

    context.out().println("report: " + target);
  }

  private Path target(JobContext context) {
    return output == null ? context.warehouse().report(context.runId()) : new Path(output);
  }

  private void checkTarget(JobContext context) {
    try {
      Path target = target(context);
      FileSystem files = target.getFileSystem(context.hadoop());
      if (files.exists(target) && files.getFileStatus(target).isDirectory()) {
        throw new UsageException(
            "--output must name a file, cannot be the folder '%s'".formatted(output));
      }
    } catch (IOException | IllegalArgumentException e) {
      throw new UsageException(
          "the output '%s' cannot be used: %s".formatted(output, e.getMessage()), e);
    }
  }

  private static Map<String, String> provenance(JobContext context) {
    Map<String, String> provenance = new LinkedHashMap<>();
    provenance.put("run", context.runId());
    provenance.put(
        "tables", Arrays.stream(READ).map(Table::fullName).collect(Collectors.joining(", ")));
    provenance.put("seed of the faces shown", Long.toString(context.seed()));
    provenance.putAll(context.provenance(READ));
    return provenance;
  }
}
