package org.mer.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
