package org.mer.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mer.LocalSpark;
import org.mer.UsageException;
import org.mer.table.Lake;
import org.mer.table.Warehouse;

/** What a session with the extensions lets through, with the settings that the server gives. */
@Tag("spark")
@ExtendWith(LocalSpark.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReadOnlyExtensionsTest {
  private SparkSession ordinary;
  private SparkSession readOnly;

  @BeforeAll
  void open(Lake lake, Warehouse warehouse) {
    ordinary = lake.spark();
    ordinary.sql("CREATE NAMESPACE lake.other");
    ordinary.sql("CREATE TABLE lake.other.secrets USING iceberg AS SELECT 1 AS secret");
    SparkSession.clearActiveSession();
    SparkSession.clearDefaultSession();
    SparkSession.Builder builder =
        SparkSession.builder()
            .withExtensions(new ReadOnlyExtensions())
            .config("spark.sql.runSQLOnFiles", "false")
            .config("spark.sql.variable.substitute", "false")
            .config("spark.sql.session.timeZone", "UTC");
    warehouse.sparkSettings(Map.of()).entrySet().stream()
        .filter(setting -> !setting.getKey().equals("spark.sql.extensions"))
        .forEach(setting -> builder.config(setting.getKey(), setting.getValue()));
    readOnly = builder.getOrCreate();
  }

  @AfterAll
  void close() {
    SparkSession.setDefaultSession(ordinary);
    SparkSession.setActiveSession(ordinary);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT 1",
        "USE mer",
        "SHOW TABLES IN mer",
        "SHOW VIEWS IN mer",
        "SHOW CREATE TABLE mer.leaderboard",
        "DESCRIBE mer.scores",
        "DESCRIBE mer.leaderboard",
        "EXPLAIN SELECT * FROM mer.leaderboard",
        "SELECT * FROM mer.leaderboard",
        "SELECT * FROM lake.mer.daily_mood WHERE hour = 3",
        "SELECT * FROM mer.scores.snapshots",
        "WITH s AS (SELECT * FROM mer.scores) SELECT emotion, count(*) FROM s WHERE id IN (SELECT id FROM mer.tweets) GROUP BY emotion",
        "SELECT * FROM range(3), VALUES (1), (2)",
        "CREATE TEMPORARY VIEW mine AS SELECT * FROM mer.scores",
        "SET TIME ZONE 'Europe/Vienna'",
        "SHOW FUNCTIONS LIKE 'sum'"
      })
  void letsReadingThrough(String statement) {
    assertThatCode(() -> session().sql(statement).collectAsList()).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "INSERT INTO mer.scores SELECT * FROM mer.scores",
        "DELETE FROM mer.scores",
        "UPDATE mer.scores SET emotion = 'happy'",
        "MERGE INTO mer.scores USING mer.scores s ON scores.id = s.id WHEN MATCHED THEN DELETE",
        "DROP TABLE mer.scores",
        "DROP VIEW mer.leaderboard",
        "TRUNCATE TABLE mer.scores",
        "CREATE TABLE mer.t AS SELECT 1 AS a",
        "CREATE VIEW mer.v AS SELECT 1 AS a",
        "CREATE NAMESPACE lake.mine",
        "ALTER TABLE mer.scores SET TBLPROPERTIES ('a' = 'b')",
        "ALTER TABLE mer.scores CREATE BRANCH b",
        "CALL lake.system.rollback_to_snapshot('mer.scores', 1)",
        "INSERT OVERWRITE DIRECTORY '/tmp/mer-stolen' USING parquet SELECT 1",
        "CACHE TABLE mer.scores",
        "ANALYZE TABLE mer.scores COMPUTE STATISTICS",
        "ADD JAR '/tmp/evil.jar'",
        "ADD FILE '/etc/passwd'",
        "LIST JARS",
        "CREATE FUNCTION f AS 'java.lang.String'",
        "CREATE TEMPORARY FUNCTION f AS 'java.lang.String'",
        "SET spark.sql.runSQLOnFiles = true",
        "SET spark.sql.catalog.other = org.apache.spark.sql.execution.datasources.v2.jdbc.JDBCTableCatalog",
        "SET",
        "RESET",
        "CREATE TEMPORARY VIEW v USING csv OPTIONS (path '/etc/passwd')",
        "SELECT * FROM csv.`/etc/passwd`",
        "SELECT * FROM text.`/etc/passwd`",
        "SELECT (SELECT max(value) FROM text.`/etc/passwd`)",
        "SELECT * FROM lake.`file:///tmp/elsewhere`",
        "SELECT * FROM lake.other.secrets",
        "SELECT 1 WHERE EXISTS (SELECT secret FROM lake.other.secrets)",
        "DESCRIBE lake.other.secrets",
        "SELECT reflect('java.lang.System', 'getenv', 'HOME')",
        "SELECT java_method('java.lang.System', 'getProperty', 'user.home')",
        "SELECT 1 ORDER BY (SELECT reflect('java.lang.Runtime', 'getRuntime'))",
        "SELECT TRANSFORM(id) USING 'cat /etc/passwd' AS (line) FROM mer.scores"
      })
  void refusesTheRest(String statement) {
    assertThatThrownBy(() -> session().sql(statement).collectAsList())
        .satisfies(
            thrown ->
                assertThat(thrown.getMessage())
                    .containsAnyOf("this server only reads", "cannot be found", "does not exist"));
    assertThat(ordinary.catalog().tableExists("mer.scores")).isTrue();
  }

  @Test
  void aSessionWithSettingsOfItsOwnMayDoNothing() {
    SparkSession own = readOnly.newSession();
    own.conf().set("spark.sql.runSQLOnFiles", "true");

    assertThatThrownBy(() -> own.sql("SELECT 1"))
        .isInstanceOf(UsageException.class)
        .hasMessage(
            "this server only reads: a session cannot have its own spark.sql.runSQLOnFiles; connect without it");
  }

  @Test
  void theEnvironmentIsNoVariable() {
    assertThat(session().sql("SELECT '${env:PATH}'").head().getString(0)).isEqualTo("${env:PATH}");
  }

  private SparkSession session() {
    SparkSession session = readOnly.newSession();
    SparkSession.setActiveSession(session);
    return session;
  }
}
