package org.mer.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mer.LocalSpark;
import org.mer.UsageException;

@Tag("spark")
@ExtendWith(LocalSpark.class)
class StatementsTest {
  @Test
  void dividesAtSemicolonsOutsideOfStringsNamesAndComments() {
    String text =
        """
        SELECT 'a;\\'b', "c;d", `e;f`; -- not; here
        SELECT /* nor; here */ 2;;
        SELECT /*+ BROADCAST(t) */ 3
        """;

    assertThat(Statements.split(text))
        .containsExactly(
            "SELECT 'a;\\'b', \"c;d\", `e;f`", "SELECT   2", "SELECT /*+ BROADCAST(t) */ 3");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", " -- nothing", "SELECT 1;", "SELECT 1; -- done", "SELECT ';' ;\nSELECT 2;"})
  void knowsAWholeText(String text) {
    assertThat(Statements.isWhole(text)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT 1",
        "SELECT ';",
        "SELECT 1; SELECT",
        "SELECT /* ;",
        "SELECT `a;",
        "SELECT 1 -- ;"
      })
  void knowsThatATextGoesOn(String text) {
    assertThat(Statements.isWhole(text)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT 1",
        "WITH one AS (SELECT 1) SELECT * FROM one",
        "SHOW TABLES IN mer",
        "DESCRIBE mer.tweets",
        "EXPLAIN SELECT 1",
        "USE mer",
        "SET spark.sql.shuffle.partitions=4",
        "CREATE TEMPORARY VIEW v AS SELECT 1"
      })
  void letsReadingThrough(String statement, SparkSession spark) {
    assertThatCode(() -> Statements.of(spark, statement).checkReadOnly())
        .doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "INSERT INTO mer.t SELECT 1",
        "WITH one AS (SELECT 1) INSERT INTO mer.t SELECT * FROM one",
        "FROM mer.t INSERT INTO mer.a SELECT * INSERT INTO mer.b SELECT *",
        "INSERT OVERWRITE DIRECTORY '/tmp/x' USING parquet SELECT 1",
        "DELETE FROM mer.t",
        "UPDATE mer.t SET a = 1",
        "MERGE INTO mer.t USING mer.s ON t.a = s.a WHEN MATCHED THEN DELETE",
        "DROP TABLE mer.t",
        "TRUNCATE TABLE mer.t",
        "CREATE TABLE mer.t AS SELECT 1",
        "CREATE VIEW v AS SELECT 1",
        "ALTER TABLE mer.t SET TBLPROPERTIES ('a' = 'b')",
        "ALTER TABLE mer.t CREATE BRANCH b",
        "CALL lake.system.rollback_to_snapshot('mer.t', 1)",
        "SELECT TRANSFORM(a) USING 'cat' AS (b) FROM mer.t",
        "SELECT 1; DROP TABLE mer.t"
      })
  void refusesWriting(String statement, SparkSession spark) {
    Statements statements = Statements.of(spark, statement);

    assertThatCode(statements::check).doesNotThrowAnyException();
    assertThatThrownBy(statements::checkReadOnly)
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("may change tables")
        .hasMessageEndingWith("allow that with --allow-writes");
  }

  @Test
  void saysWhereTheSyntaxIsWrongInOneLine(SparkSession spark) {
    assertThatThrownBy(() -> Statements.of(spark, "SELEC 1").check())
        .isInstanceOf(UsageException.class)
        .hasMessage("the statement cannot be run: Syntax error at or near 'SELEC' (line 1, pos 0)");
  }

  @Test
  void refusesNothing(SparkSession spark) {
    assertThatThrownBy(() -> Statements.of(spark, " ; -- only this").check())
        .isInstanceOf(UsageException.class)
        .hasMessageStartingWith("there is no statement");
  }

  @Test
  void namesTheTablesThatAreThereWhenOneIsNot(SparkSession spark, org.mer.table.Lake lake) {
    assertThat(lake.exists()).isTrue();
    assertThatThrownBy(() -> Statements.rows(spark, "SELECT * FROM mer.tweet"))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("`mer`.`tweet` cannot be found")
        .hasMessageContaining("there are: mer.tweets, mer.faces")
        .hasMessageContaining("mer.leaderboard");
  }

  @Test
  void saysThatAColumnIsNotThereInOneLine(SparkSession spark) {
    assertThatThrownBy(() -> Statements.rows(spark, "SELECT txt FROM mer.tweets"))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("`txt` cannot be resolved")
        .hasMessageNotContaining("\n");
  }
}
