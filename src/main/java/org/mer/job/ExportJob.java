package org.mer.job;

import java.util.Locale;
import java.util.Map;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Observation;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.mer.UsageException;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Writes a table, or the rows of a query, as plain files. */
@Command(
    name = "export",
    description = "Writes a table or the rows of a query as plain Parquet, CSV or JSON.",
    footer = {
      "",
      "In CSV, structs and arrays stand as JSON, and binary as base64.",
      "",
      "Examples:",
      "  jobs/export.sh scores --to /tmp/scores",
      "  jobs/export.sh --query \"SELECT * FROM mer.metrics WHERE part = 'test'\" --to /tmp/metrics --format csv"
    })
final class ExportJob extends Job {
  @ArgGroup(multiplicity = "1")
  Source source;

  @Option(
      names = "--to",
      required = true,
      paramLabel = "URI",
      description = "Folder to write, on any Hadoop file system.")
  String to;

  @Option(
      names = "--format",
      defaultValue = "parquet",
      description = "parquet, csv or json (one object a line) (default: ${DEFAULT-VALUE}).")
  FileFormat format;

  @Option(
      names = "--overwrite",
      description = "Replace what an earlier export wrote there, once the new files are complete.")
  boolean overwrite;

  /** What is exported. */
  static final class Source {
    @Parameters(paramLabel = "TABLE", description = "Name of a table: scores or mer.scores.")
    String table;

    @Option(names = "--query", paramLabel = "QUERY", description = "A query.")
    String query;
  }

  /** How the files are written. */
  @SuppressWarnings("ImmutableEnumChecker") // the maps are unmodifiable
  enum FileFormat {
    PARQUET(Map.of()),
    CSV(
        Map.of(
            "header", "true",
            "escape", "\"",
            "ignoreLeadingWhiteSpace", "false",
            "ignoreTrailingWhiteSpace", "false")),
    JSON(Map.of("ignoreNullFields", "false"));

    private final Map<String, String> options;

    FileFormat(Map<String, String> options) {
      this.options = options;
    }

    void write(Dataset<Row> rows, Path folder) {
      Dataset<Row> written = this == CSV ? PlainColumns.of(rows) : rows;
      written
          .write()
          .format(name().toLowerCase(Locale.ROOT))
          .options(options)
          .save(folder.toString());
    }
  }

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

    rows(context);
    target(context).check(overwrite);
  }

  @Override
  String plan(JobContext context) {
    return "export %s as %s to %s"
        .formatted(subject(), format.name().toLowerCase(Locale.ROOT), target(context).folder());
  }

  @Override
  void run(JobContext context) {
    // What other readers expect; Spark's own default is a format of its early days.
    context.spark().conf().set("spark.sql.parquet.outputTimestampType", "TIMESTAMP_MICROS");
    Observation counted = new Observation("export");
    Dataset<Row> rows =
        rows(context).observe(counted, functions.count(functions.lit(1)).as("rows"));
    ExportTarget.Contents contents =
        target(context)
            .fill(
                folder ->
                    Statements.analysed(
                        context.spark(),
                        () -> {
                          format.write(rows, folder);
                          return folder;
                        }));
    context
        .out()
        .printf(
            "exported %,d rows of %s to %s: %s%n",
            count(counted), subject(), target(context).folder(), contents);
  }

  private static long count(Observation counted) {
    try {
      return ((Number) counted.getAsJava().get("rows")).longValue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("the export was interrupted", e);
    }
  }

  private String subject() {
    return source.table == null ? "the query" : tableName();
  }

  private String tableName() {
    return source.table.contains(".") ? source.table : "mer." + source.table;
  }

  private Dataset<Row> rows(JobContext context) {
    if (source.table != null) {
      return Statements.analysed(context.spark(), () -> context.spark().table(tableName()));
    }

    Statements statements = Statements.of(context.spark(), source.query).checkReadOnly();
    if (statements.all().size() > 1) {
      throw new UsageException(
          "--query must be one statement, cannot be %d: export them one by one"
              .formatted(statements.all().size()));
    }

    return Statements.rows(context.spark(), statements.all().get(0));
  }

  private ExportTarget target(JobContext context) {
    return ExportTarget.of(to, context);
  }
}
