package org.mer.job;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.mer.ingest.IngestReport;
import org.mer.ingest.Ingestion;
import org.mer.ingest.SourceFiles;
import picocli.CommandLine.Option;

/** What the two ingests have in common. */
abstract class IngestJob extends Job {
  private static final double MEGABYTE = 1e6;

  @Option(
      names = "--accept",
      paramLabel = "NAME",
      split = ",",
      description =
          "Let this constraint of the quality gate fail this once, and record who asked; may be repeated, or several with commas. The refusal names it.")
  Set<String> accepted = new LinkedHashSet<>();

  private Ingestion ingestion;
  private SourceFiles files;

  /** Finds and checks the files, which is everything short of reading them. */
  abstract Ingestion prepare(JobContext context);

  final SourceFiles find(List<String> locations, JobContext context) {
    files = SourceFiles.find(locations, context.hadoop());
    return files;
  }

  @Override
  void check(JobContext context) {
    ingestion = prepare(context);
  }

  @Override
  String plan(JobContext context) {
    return String.format(
        Locale.ROOT,
        "ingest %d %s (%,.1f MB) into %s",
        files.all().size(),
        files.all().size() == 1 ? "file" : "files",
        files.bytes() / MEGABYTE,
        context.warehouse().root());
  }

  @Override
  void run(JobContext context) {
    IngestReport report =
        ingestion.run(
            context.lake(),
            new Ingestion.Run(
                context.runId(),
                context.run().job(),
                context.run().startedAt(),
                Version.current()));
    report.sources().forEach(context.out()::println);
    report.reasons().forEach(reason -> context.out().println("  " + reason));
  }
}
