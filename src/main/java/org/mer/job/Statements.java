package org.mer.job;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.parser.ParseException;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.mer.UsageException;
import org.mer.sql.ReadingPlans;
import org.mer.table.Lake;
import org.mer.table.Table;
import org.mer.table.View;

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

  /** What opens a string, a quoted name or a comment that nothing closes. */
  private static final Pattern UNCLOSED = Pattern.compile("['\"`]|/\\*");

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
      ReadingPlans.writing(parse(statement))
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
    return rows(spark, statement, List.of());
  }

  /**
   * The rows of a statement in which {@code :name} stands for a parameter's value. Values are bound
   * to the parsed statement, so none of them can become a part of it.
   *
   * @throws UsageException if it names what is not there, or a parameter that was not given
   */
  static Dataset<Row> rows(SparkSession spark, String statement, List<QueryParameter> parameters) {
    Map<String, Object> named =
        parameters.stream()
            .filter(parameter -> parameter.standsIn(statement))
            .collect(Collectors.toMap(QueryParameter::name, QueryParameter::value));
    return analysed(
        spark, () -> named.isEmpty() ? spark.sql(statement) : spark.sql(statement, named));
  }

  /**
   * Whether a text that is being typed is a whole one: empty, or all of it ends with a semicolon.
   */
  static boolean isWhole(String text) {
    String outside =
        TOKEN
            .matcher(text)
            .replaceAll(
                token -> token.group().equals(";") ? ";" : token.group(1) == null ? "x" : " ");
    return outside.isBlank()
        || (outside.strip().endsWith(";") && !UNCLOSED.matcher(outside).find());
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
    List<String> tables =
        Arrays.stream(Table.values())
            .map(Table::fullName)
            .filter(name -> spark.catalog().tableExists(name))
            .toList();
    return tables.isEmpty()
        ? "no tables yet"
        : Stream.concat(tables.stream(), Arrays.stream(View.values()).map(View::fullName))
            .collect(Collectors.joining(", "));
  }

  private static String shortened(String statement) {
    String line = statement.replaceAll("\\s+", " ");
    return line.length() <= 60 ? line : line.substring(0, 60) + "...";
  }
}
