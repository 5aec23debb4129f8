package org.mer.job;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.mer.UsageException;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Runs queries over the tables and prints their rows; changes nothing unless that is allowed. */
@Command(
    name = "sql",
    description = "Runs a query over the tables and prints its rows.",
    footer = {
      "",
      "Examples:",
      "  jobs/sql.sh \"SHOW TABLES IN mer\"",
      "  jobs/sql.sh \"DESCRIBE mer.metrics\"",
      "  jobs/sql.sh --format csv \"SELECT * FROM mer.scores\" > scores.csv"
    })
final class SqlJob extends Job {
  @ArgGroup(multiplicity = "1")
  Source source;

  @Option(
      names = "--format",
      defaultValue = "table",
      description = "table, csv or json (one object a line) (default: ${DEFAULT-VALUE}).")
  RowFormat format;

  @Option(
      names = "--limit",
      paramLabel = "N",
      description = "Print at most N rows (default: 1000 for table, all for csv and json).")
  Integer limit;

  @Option(
      names = "--allow-writes",
      description = "Also run statements that change tables (INSERT, DELETE, DROP, ...).")
  boolean allowWrites;

  /** Where the statements come from. */
  static final class Source {
    @Parameters(
        paramLabel = "QUERY",
        description = "The statement, or several divided by semicolons.")
    String query;

    @Option(
        names = "--file",
        paramLabel = "FILE",
        description = "File with the statements, on any Hadoop file system.")
    String file;
  }

  @Override
  boolean isRecorded() {
    return false;
  }

  @Override
  void check(JobContext context) {
    if (limit != null && limit < 1) {
      throw new UsageException("--limit must be at least 1, cannot be: " + limit);
    }

    if (!context.lake().exists()) {
      throw new UsageException(
          "there is no warehouse at %s: name another with --warehouse, or fill this one, for example with jobs/demo.sh"
              .formatted(context.warehouse().root()));
    }

    statements(context);
  }

  @Override
  String plan(JobContext context) {
    return "run " + String.join("; ", statements(context).all());
  }

  @Override
  void run(JobContext context) {
    boolean isFirst = true;
    for (String statement : statements(context).all()) {
      Dataset<Row> rows = Statements.rows(context.spark(), statement);
      if (rows.columns().length == 0) {
        continue;
      }

      if (!isFirst) {
        context.out().println();
      }

      isFirst = false;
      format.print(rows, limit == null ? format.defaultLimit() : limit, context.out());
    }
  }

  private Statements statements(JobContext context) {
    String text = source.file == null ? source.query : read(source.file, context.hadoop());
    Statements statements = Statements.of(context.spark(), text);
    return allowWrites ? statements.check() : statements.checkReadOnly();
  }

  private static String read(String file, Configuration hadoop) {
    Path path = new Path(file);
    try (InputStream in = path.getFileSystem(hadoop).open(path)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UsageException(
          "the file '%s' cannot be read: %s".formatted(file, e.getMessage()), e);
    }
  }
}
