package org.mer.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.mer.LocalSpark;
import org.mer.UsageException;
import org.mer.table.Lake;
import org.mer.table.Warehouse;
import picocli.CommandLine;

@Tag("spark")
@ExtendWith(LocalSpark.class)
class SqlJobTest {
  private static final String EVERY_KIND =
      """
      SELECT 'héllo' AS text, CAST(null AS INT) AS n, '' AS empty, unhex('00ff10') AS raw,
        timestamp'2020-01-02 03:04:05' AS t, named_struct('happy', 0.25D, 'sad', array(1, null)) AS s,
        0.1234567D AS p, 'a,"b' AS quoted
      """;

  @TempDir private Path folder;
  private JobRunner jobs;

  @BeforeEach
  void open(Lake lake, Warehouse warehouse) {
    jobs = new JobRunner(lake, warehouse);
  }

  @Test
  void alignsATable() {
    assertThat(sql("SELECT * FROM VALUES ('a', 5), ('long', 100) AS t(name, number)"))
        .isEqualTo(
            """
            name | number
            -----+-------
            a    |      5
            long |    100
            (2 rows)
            """);
  }

  @Test
  void showsEveryKindOfValueInATable() {
    assertThat(sql(EVERY_KIND).lines().skip(2).findFirst().orElseThrow().split(" *\\| *"))
        .containsExactly(
            "héllo",
            "null",
            "",
            "<3 bytes>",
            "2020-01-02 03:04:05",
            "{happy: 0.25, sad: [1, null]}",
            "0.123457",
            "a,\"b");
  }

  @Test
  void writesCsvWithHeaderAndQuotes() {
    assertThat(sql("--format", "csv", EVERY_KIND))
        .isEqualTo(
            """
            text,n,empty,raw,t,s,p,quoted
            héllo,,"",AP8Q,2020-01-02T03:04:05.000000Z,"{""happy"":0.25,""sad"":[1,null]}",0.1234567,"a,""b"
            """);
  }

  @Test
  void writesAnObjectALine() {
    assertThat(sql("--format", "json", EVERY_KIND))
        .isEqualTo(
            """
            {"text":"héllo","n":null,"empty":"","raw":"AP8Q","t":"2020-01-02T03:04:05.000000Z","s":{"happy":0.25,"sad":[1,null]},"p":0.1234567,"quoted":"a,\\"b"}
            """);
  }

  @Test
  void columnsMayShareAName() {
    assertThat(sql("--format", "csv", "SELECT 1 AS a, 2 AS a")).isEqualTo("a,a\n1,2\n");
    assertThat(sql("--format", "json", "SELECT 1 AS a, 2 AS a")).isEqualTo("{\"a\":1,\"a\":2}\n");
  }

  @Test
  void saysWhenATableIsCut() {
    assertThat(sql("SELECT id FROM range(1001)"))
        .endsWith("\n999\n(1000 rows, there are more: see --limit)\n");
    assertThat(sql("--limit", "1", "SELECT id FROM range(1)")).endsWith("\n(1 row)\n");
  }

  @Test
  void csvHasAllRowsUnlessLimited() {
    assertThat(sql("--format", "csv", "SELECT id FROM range(2500)").lines()).hasSize(2501);
    assertThat(sql("--format", "csv", "--limit", "2", "SELECT id FROM range(9) ORDER BY id DESC"))
        .isEqualTo("id\n8\n7\n");
  }

  @Test
  void runsTheStatementsOfAFile() throws IOException {
    Path file =
        Files.writeString(folder.resolve("two.sql"), "USE mer;\nSELECT 1 AS a;\nSELECT 2 AS b");

    assertThat(sql("--format", "csv", "--file", file.toString())).isEqualTo("a\n1\n\nb\n2\n");
  }

  @Test
  void listsTheTables() {
    assertThat(sql("SHOW TABLES IN mer")).contains("namespace | tableName").contains("tweets");
  }

  @Test
  void saysWhatTheTablesAndViewsAreFor() {
    assertThat(sql("--format", "csv", "SHOW TABLES IN mer").lines())
        .contains(
            "mer,pairs,false,\"One row a synthetic pair of a held-out tweet and a held-out face, and pairing seed\"",
            "mer,data_funnel,false,\"One row a file, ingest and step: how many of its records got that far\"");
  }

  @Test
  void bindsParametersAsValues() {
    assertThat(
            sql(
                "--format",
                "csv",
                "--param",
                "who=x' OR '1'='1",
                "--param",
                "most:int=1",
                "SELECT :who AS who FROM range(3) WHERE 'x' <> :who LIMIT :most; SHOW TABLES IN mer LIKE 'pairs'"))
        .startsWith("who\nx' OR '1'='1\n\nnamespace");
    assertThatThrownBy(() -> sql("--param", "id=1", "SELECT 1"))
        .isInstanceOf(UsageException.class)
        .hasMessage("no statement asks for --param id: write :id where its value is to stand");
    assertThatThrownBy(() -> sql("SELECT :id"))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("id");
  }

  @Test
  void theShellGoesOnAfterAnError(Lake lake) {
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);
    SqlShell shell =
        new SqlShell(
            out,
            new Answers(lake.spark(), out, RowFormat.TABLE, 10, List.of()),
            Statements::checkReadOnly,
            lake.spark());

    assertThat(shell.answer("SELEC 1;")).isTrue();
    assertThat(shell.answer("DROP TABLE mer.scores;")).isTrue();
    assertThat(shell.answer("SELECT raise_error('broken');")).isTrue();
    assertThat(shell.answer("format xml")).isTrue();
    assertThat(shell.answer("format csv")).isTrue();
    assertThat(shell.answer("SELECT 1 AS a; SELECT 2 AS b;")).isTrue();
    assertThat(shell.answer(" quit; ")).isFalse();
    assertThat(printed.toString(StandardCharsets.UTF_8).lines())
        .containsExactly(
            "the statement cannot be run: Syntax error at or near 'SELEC' (line 1, pos 0)",
            "the statement 'DROP TABLE mer.scores' may change tables (DropTable): allow that with --allow-writes",
            "the statement failed: broken (RuntimeException)",
            "the format must be table, csv or json, cannot be: xml",
            "a",
            "1",
            "",
            "b",
            "2");
  }

  @Test
  void writesOnlyWhenThatIsAllowed() {
    String statement = "CREATE TABLE mer.mine AS SELECT 1 AS a";

    assertThatThrownBy(() -> sql(statement))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("--allow-writes");
    sql("--allow-writes", statement);
    assertThat(sql("--format", "csv", "SELECT * FROM mer.mine")).isEqualTo("a\n1\n");
  }

  @Test
  void aDryRunRunsNothing() {
    assertThat(sql("--dry-run", "--allow-writes", "CREATE TABLE mer.mine AS SELECT 1 AS a"))
        .isEqualTo("dry run: run CREATE TABLE mer.mine AS SELECT 1 AS a\n");
    assertThatThrownBy(() -> sql("SELECT * FROM mer.mine")).isInstanceOf(UsageException.class);
  }

  @Test
  void refusesWhatCannotBeUsed(Lake lake) {
    assertThatThrownBy(() -> sql("--limit", "0", "SELECT 1"))
        .isInstanceOf(UsageException.class)
        .hasMessage("--limit must be at least 1, cannot be: 0");
    assertThatThrownBy(() -> sql("--file", folder.resolve("none.sql").toString()))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("none.sql' cannot be read");
    assertThatThrownBy(() -> sql("--file", "a.sql", "SELECT 1"))
        .isInstanceOf(CommandLine.ParameterException.class);
    Warehouse missing = Warehouse.at(folder.resolve("none").toString(), new Configuration());
    JobRunner elsewhere = new JobRunner(Lake.of(lake.spark(), missing), missing);
    assertThatThrownBy(() -> elsewhere.run(new SqlJob(), "SELECT 1"))
        .isInstanceOf(UsageException.class)
        .hasMessageStartingWith("there is no warehouse at ");
  }

  private String sql(String... arguments) {
    return jobs.run(new SqlJob(), arguments);
  }
}
