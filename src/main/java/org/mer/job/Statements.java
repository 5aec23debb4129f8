package org.mer.job;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.analysis.LocalTempView$;
import org.apache.spark.sql.catalyst.parser.ParseException;
import org.apache.spark.sql.catalyst.plans.logical.Command;
import org.apache.spark.sql.catalyst.plans.logical.InsertIntoDir;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.plans.logical.ParsedStatement;
import org.apache.spark.sql.execution.command.CreateViewCommand;
import org.mer.UsageException;
import org.mer.table.Lake;
import org.mer.table.Table;
import scala.collection.JavaConverters;

/**
 * SQL as a user gives it: several statements divided by semicolons, which may read and, unless that
 * was allowed, not write. Spark's complaints about a statement become usage errors of one sentence.
 */
final class Statements {
  /** A string, a quoted name or a comment, in which a semicolon divides nothing; or a semicolon. */
  private static final Pattern TOKEN =
      Pattern.compile(
          "'(?:[^'\\\\]|\\\\.)*+'|\"(?:[^\"\\\\]|\\\\.)*+\"|`[^`]*+`|(?<comment>--[^\\n]*+|/\\*(?s:.*?)\\*/)|(?<end>;)",
          Pattern.DOTALL);

  /** Commands that change nothing but this session, by the name of their plan. */
  private static final Pattern HARMLESS =
      Pattern.compile(
          "(Show|Describe|Explain|List)\\w*|(Set|Reset|SetCatalog|SetNamespace)Command|SetCatalogAndNamespace");

  private final SparkSession spark;
  private final List<String> statements;

  private Statements(SparkSession spark, List<String> statements) {
    this.spark = spark;
    this.statements = statements;
  }

  /** The statements of a text. */
  static Statements of(SparkSession spark, String text) {
    return new Statements(spark, split(text));
  }

  /** The statements, in order, without their semicolons. */
  List<String> all() {
    return statements;
  }

  /**
   * Reads every statement.
   *
   * @throws UsageException if there is none, one cannot be read, or one writes
   */
  Statements checkReadOnly() {
    check();
    for (String statement : statements) {
      writing(parse(statement))
          .ifPresent(
              command -> {
                throw new UsageException(
                    "the statement '%s' may change tables (%s): allow that with --allow-writes"
                        .formatted(shortened(statement), command));
              });
    }

    return this;
  }

  /**
   * Reads every statement.
   *
   * @throws UsageException if there is none, or one cannot be read
   */
  Statements check() {
    if (statements.isEmpty()) {
      throw new UsageException(
          "there is no statement: give one, for example \"SHOW TABLES IN mer\"");
    }

    statements.forEach(this::parse);
    return this;
  }

  /**
   * The rows of a statement; a command is run by this, a query only analysed.
   *
   * @throws UsageException if it names what is not there
   */
  static Dataset<Row> rows(SparkSession spark, String statement) {
    return analysed(spark, () -> spark.sql(statement));
  }

  /** Runs something that may throw Spark's AnalysisException, which Java does not see declared. */
  static <T> T analysed(SparkSession spark, Supplier<T> work) {
    try {
      return work.get();
    } catch (Exception e) {
      if (e instanceof AnalysisException analysis) {
        throw complaint(spark, analysis);
      }

      if (Lake.isNotFound(e)) {
        throw new UsageException("the statement cannot be run: " + e.getMessage(), e);
      }

      throw e;
    }
  }

  static List<String> split(String text) {
    List<String> statements = new ArrayList<>();
    StringBuilder current = new StringBuilder();
    Matcher token = TOKEN.matcher(text);
    int from = 0;
    while (token.find()) {
      current.append(text, from, token.start());
      from = token.end();
      if (token.group("end") != null) {
        statements.add(current.toString().strip());
        current.setLength(0);
      } else if (token.group("comment") == null || token.group().startsWith("/*+")) {
        current.append(token.group());
      } else {
        current.append(' ');
      }
    }

    statements.add(current.append(text, from, text.length()).toString().strip());
    statements.removeIf(String::isEmpty);
    return List.copyOf(statements);
  }

  private LogicalPlan parse(String statement) {
    try {
      return spark.sessionState().sqlParser().parsePlan(statement);
    } catch (ParseException e) {
      throw complaint(spark, e);
    }
  }

  /** The name of the first command within a plan that may write. */
  private static Optional<String> writing(LogicalPlan plan) {
    boolean isCommand =
        plan instanceof Command || plan instanceof ParsedStatement || plan instanceof InsertIntoDir;
    if (isCommand && !isHarmless(plan)) {
      return Optional.of(plan.nodeName());
    }

    return JavaConverters.seqAsJavaList(plan.children()).stream()
        .flatMap(child -> writing(child).stream())
        .findFirst();
  }

  private static boolean isHarmless(LogicalPlan command) {
    return command instanceof CreateViewCommand view
        ? view.viewType() == LocalTempView$.MODULE$
        : HARMLESS.matcher(command.getClass().getSimpleName()).matches();
  }

  private static UsageException complaint(SparkSession spark, AnalysisException thrown) {
    String message =
        thrown
            .getMessage()
            .lines()
            .filter(line -> !line.isBlank())
            .findFirst()
            .orElse("it cannot be analysed")
            .replaceFirst("^\\[[A-Z0-9_.]+] ", "")
            .replace(".(line ", " (line ")
            .replaceFirst("[;.\\s]+$", "");
    String remedy =
        "TABLE_OR_VIEW_NOT_FOUND".equals(thrown.getErrorClass())
            ? "; there are: " + tables(spark)
            : "";
    return new UsageException("the statement cannot be run: " + message + remedy, thrown);
  }

  private static String tables(SparkSession spark) {
    return Arrays.stream(Table.values())
        .map(Table::fullName)
        .filter(name -> spark.catalog().tableExists(name))
        .reduce((one, other) -> one + ", " + other)
        .orElse("no tables yet");
  }

  private static String shortened(String statement) {
    String line = statement.replaceAll("\\s+", " ");
    return line.length() <= 60 ? line : line.substring(0, 60) + "...";
  }
}
