package org.mer.job;

import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.mer.table.Relation;

/**
 * Prints what statements give.
 *
 * @param out where the rows go
 * @param format how they are printed
 * @param limit at most so many of each statement
 * @param parameters what {@code :name} stands for
 */
record Answers(
    SparkSession spark,
    PrintStream out,
    RowFormat format,
    long limit,
    List<QueryParameter> parameters) {
  /** The same in another format, with its usual limit. */
  Answers as(RowFormat other) {
    return new Answers(spark, out, other, other.defaultLimit(), parameters);
  }

  /** Runs statements one after the other, with an empty line between those that give rows. */
  void printAll(List<String> statements) {
    boolean isFirst = true;
    for (String statement : statements) {
      Dataset<Row> rows = Statements.rows(spark, statement, parameters);
      if (rows.columns().length == 0) {
        continue;
      }

      if (!isFirst) {
        out.println();
      }

      isFirst = false;
      format.print(explained(statement, rows), limit, out);
    }
  }

  /** A list of tables with what they are for. */
  private static Dataset<Row> explained(String statement, Dataset<Row> rows) {
    boolean isList =
        statement.strip().toUpperCase(Locale.ROOT).matches("(?s)SHOW\\s+(TABLES|VIEWS)\\b.*")
            && List.of(rows.columns()).contains("namespace");
    if (!isList) {
      return rows;
    }

    String name = rows.columns()[1];
    Column fullName = functions.concat_ws(".", functions.col("namespace"), functions.col(name));
    Column meaning = functions.lit("");
    for (Map.Entry<String, String> known : meanings().entrySet()) {
      meaning =
          functions
              .when(fullName.equalTo(known.getKey()), functions.lit(known.getValue()))
              .otherwise(meaning);
    }

    return rows.withColumn("meaning", meaning);
  }

  private static Map<String, String> meanings() {
    return Relation.all().stream().collect(Collectors.toMap(Relation::fullName, Relation::meaning));
  }
}
