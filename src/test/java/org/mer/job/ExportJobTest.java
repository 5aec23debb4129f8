package org.mer.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.mer.LocalSpark;
import org.mer.UsageException;
import org.mer.table.Lake;
import org.mer.table.Warehouse;

@Tag("spark")
@ExtendWith(LocalSpark.class)
class ExportJobTest {
  private static final String QUERY =
      "SELECT id, unhex('00ff') AS raw, named_struct('x', id) AS s, 'a,\"b\"\\nc' AS text FROM range(3)";

  @TempDir private Path folder;
  private JobRunner jobs;
  private Warehouse warehouse;
  private String target;

  @BeforeEach
  void open(Lake lake, Warehouse warehouse) {
    this.warehouse = warehouse;
    this.jobs = new JobRunner(lake, warehouse);
    this.target = folder.resolve("out").toString();
  }

  @Test
  void writesATableAsParquet(SparkSession spark) {
    spark.sql(
        "CREATE TABLE mer.mine AS SELECT id, timestamp'2020-01-02 03:04:05' AS t FROM range(5)");

    assertThat(export("mine", "--to", target))
        .matches(
            "(?s)exported 5 rows of mer.mine to file:.*/out: \\d files?, [\\d.]+ (KiB|bytes)\n");
    Dataset<Row> read = spark.read().parquet(target);
    assertThat(read.count()).isEqualTo(5);
    assertThat(read.columns()).containsExactly("id", "t");
    assertThat(names(folder)).containsExactly("out");
  }

  @Test
  void writesCsvThatHoldsStructsBinaryAndQuotes() throws IOException {
    export("--query", QUERY + " LIMIT 2", "--to", target, "--format", "csv");

    assertThat(text(target))
        .startsWith("id,raw,s,text\n0,AP8=,\"{\"\"x\"\":0}\",\"a,\"\"b\"\"\nc\"\n1,AP8=,");
  }

  @Test
  void writesJson() throws IOException {
    export("--query", QUERY + " LIMIT 1", "--to", target, "--format", "json");

    assertThat(text(target))
        .isEqualTo("{\"id\":0,\"raw\":\"AP8=\",\"s\":{\"x\":0},\"text\":\"a,\\\"b\\\"\\nc\"}\n");
  }

  @Test
  void anEmptyTableIsNoError() {
    assertThat(export("tweets", "--to", target)).startsWith("exported 0 rows of mer.tweets to ");
    assertThat(
            export("--query", "SELECT 1 AS a WHERE false", "--to", target + "2", "--format", "csv"))
        .startsWith("exported 0 rows of the query to ");
  }

  @Test
  void replacesOnlyAnExportAndOnlyWhenToldTo(SparkSession spark) throws IOException {
    export("--query", QUERY, "--to", target);

    assertThatThrownBy(() -> export("--query", QUERY, "--to", target))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("exists: name another with --to, or replace it with --overwrite");
    export("--query", "SELECT 1 AS a", "--to", target, "--overwrite");
    assertThat(spark.read().parquet(target).columns()).containsExactly("a");
    assertThat(names(folder)).containsExactly("out");

    Files.writeString(folder.resolve("out/precious.txt"), "mine");
    assertThatThrownBy(() -> export("--query", QUERY, "--to", target, "--overwrite"))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("holds files that no export wrote");
    assertThat(folder.resolve("out/precious.txt")).exists();
  }

  @Test
  void aFailedExportLeavesWhatWasThereAndNothingElse(SparkSession spark) {
    export("--query", "SELECT 1 AS a", "--to", target);

    assertThatThrownBy(
            () ->
                export(
                    "--query",
                    "SELECT CAST(raise_error('broken') AS INT) AS a FROM range(3)",
                    "--to",
                    target,
                    "--overwrite"))
        .hasStackTraceContaining("broken");
    assertThat(spark.read().parquet(target).count()).isEqualTo(1);
    assertThat(names(folder)).containsExactly("out");
  }

  @Test
  void staysOutOfTheWarehouse() {
    for (String place :
        List.of(warehouse.root() + "/mer", warehouse.root().getParent().toString())) {
      assertThatThrownBy(() -> export("tweets", "--to", place, "--overwrite"))
          .isInstanceOf(UsageException.class)
          .hasMessageContaining("must not lie within each other");
    }
  }

  @Test
  void refusesWhatIsNotThereOrWrites() {
    assertThatThrownBy(() -> export("nothing", "--to", target))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("there are: mer.tweets");
    assertThatThrownBy(() -> export("--query", "DROP TABLE mer.tweets", "--to", target))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("may change tables");
    assertThatThrownBy(() -> export("--query", "SELECT 1; SELECT 2", "--to", target))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("must be one statement, cannot be 2");
  }

  private String export(String... arguments) {
    return jobs.run(new ExportJob(), arguments);
  }

  private static List<String> names(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).toList();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static String text(String folder) throws IOException {
    try (Stream<Path> files = Files.list(Path.of(folder))) {
      return files
          .filter(file -> file.getFileName().toString().startsWith("part-"))
          .sorted()
          .map(ExportJobTest::read)
          .collect(Collectors.joining());
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
