package org.mer.job;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.mer.UsageException;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * Runs queries over the tables and prints their rows; changes nothing unless that is allowed.
 * Without a query it is a shell.
 */
@Command(
    name = "sql",
    description = {
      "Runs a query over the tables and prints its rows.",
      "Without one it is a shell that reads statements until 'quit', and answers sooner, as it is started once."
    },
    footer = {
      "",
      "Examples:",
      "  jobs/sql.sh",
      "  jobs/sql.sh \"SHOW TABLES IN mer\"",
      "  jobs/sql.sh \"DESCRIBE mer.metrics\"",
      "  jobs/sql.sh --param id=1467811184 \"SELECT * FROM mer.latest_scores WHERE id = :id\"",
      "  jobs/sql.sh --format csv \"SELECT * FROM mer.scores\" > scores.csv"
    })
final class SqlJob extends Job {
  @ArgGroup Source source = new Source();

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
      names = "--param",
      paramLabel = "NAME[:TYPE]=VALUE",
      converter = QueryParameter.Converter.class,
      description =
          "What :NAME stands for in the statements, a string unless the type is int, bigint, double, boolean, date or timestamp; may be repeated.")
  List<QueryParameter> parameters = new ArrayList<>();

  @Option(
      names = "--allow-writes",
      description = "Also run statements that change tables (INSERT, DELETE, DROP, ...).")
  boolean allowWrites;

  /** Where the statements come from. */
  static final class Source {
    @Parameters(
        paramLabel = "QUERY",
        arity = "0..1",
        description = "The statement, or several divided by semicolons.")
    String query;

    @Option(
        names = "--file",
        paramLabel = "FILE",
        description = "File with the statements, on any Hadoop file system.")
    String file;

    boolean isShell() {
      return query == null && file == null;
    }
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

    if (!source.isShell()) {
      checkParameters(statements(context).all());
    }
  }

  private void checkParameters(List<String> statements) {
    parameters.stream()
        .filter(parameter -> statements.stream().noneMatch(parameter::standsIn))
        .findFirst()
        .ifPresent(
            unused -> {
              throw new UsageException(
                  "no statement asks for --param %s: write :%s where its value is to stand"
                      .formatted(unused.name(), unused.name()));
            });
  }

  @Override
  String plan(JobContext context) {
    return source.isShell()
        ? "read statements from standard input"
        : "run " + String.join("; ", statements(context).all());
  }

  @Override
  void run(JobContext context) {
    if (source.isShell()) {
      new SqlShell(context.out(), answers(context), this::judged, context.spark()).run();
      return;
    }

    answers(context).printAll(statements(context).all());
  }

  private Answers answers(JobContext context) {
    return new Answers(
        context.spark(),
        context.out(),
        format,
        limit == null ? format.defaultLimit() : limit,
        parameters);
  }

  private Statements statements(JobContext context) {
    String text = source.file == null ? source.query : read(source.file, context.hadoop());
    return judged(Statements.of(context.spark(), text));
  }

  private Statements judged(Statements statements) {
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
