package org.mer.job;

import com.typesafe.config.Config;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.mer.ingest.IngestReport;
import org.mer.ingest.Ingestion;
import org.mer.ingest.NearDuplicates;
import org.mer.ingest.RecordSource;
import org.mer.ingest.SourceFiles;
import org.mer.ingest.quality.QualityGate;
import org.mer.table.Table;
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
  abstract RecordSource source(JobContext context);

  /** The table that rows go to. */
  abstract Table table();

  /** The search for rows that are nearly the same, where there is one. */
  abstract Optional<NearDuplicates> nearDuplicates(Config settings);

  final SourceFiles find(List<String> locations, JobContext context) {
    files = SourceFiles.find(locations, context.hadoop());
    return files;
  }

  @Override
  void check(JobContext context) {
    QualityGate gate =
        QualitySettings.gate(context.settings(), table())
            .accepting(accepted, context.spark().sparkContext().sparkUser());
    gate.check(context.spark());
    ingestion =
        new Ingestion(
            source(context),
            gate,
            Duration.ofMinutes(context.settings().getLong("ingest.wait-minutes")),
            nearDuplicates(context.settings()));
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
