package org.mer.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.sql.RowFactory;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.mer.LocalSpark;
import org.mer.table.Lake;
import org.mer.table.MadeUpRows;
import org.mer.table.Table;
import org.mer.table.Warehouse;

/**
 * Whether pyiceberg, DuckDB and pandas read what Spark wrote: the same rows of the same types. The
 * Python that has them is the one that {@code MER_PYTHON} names, or {@code python3};
 * src/test/python/venv.sh makes one.
 */
@Tag("spark")
@ExtendWith(LocalSpark.class)
class OtherReadersTest {
  private static final List<Table> TABLES =
      List.of(Table.TWEETS, Table.FACES, Table.SCORES, Table.INGESTS, Table.METRICS);
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private Path folder;

  @Test
  void othersReadTheSameRowsOfTheSameTypes(Lake lake, Warehouse warehouse)
      throws IOException, InterruptedException {
    String python = Optional.ofNullable(System.getenv("MER_PYTHON")).orElse("python3");
    assumeThat(exitCode(python, "-c", "import duckdb, pandas, pyiceberg.catalog.sql"))
        .as(
            "%s has duckdb, pandas and pyiceberg; src/test/python/venv.sh makes one that has",
            python)
        .isZero();
    fill(lake);
    for (Table table : TABLES) {
      new JobRunner(lake, warehouse)
          .run(new ExportJob(), name(table), "--to", folder.resolve(name(table)).toString());
    }

    List<JsonNode> answers = read(python, warehouse);

    assertThat(answers).hasSize(4 * TABLES.size());
    for (JsonNode answer : answers) {
      Table table = Table.valueOf(answer.get("table").asText().toUpperCase(Locale.ROOT));
      assertThat(answer.get("types"))
          .as("types of %s, %s", table, answer.get("reader"))
          .isEqualTo(types(table));
      assertThat(answer.get("rows"))
          .as("rows of %s, %s", table, answer.get("reader"))
          .containsExactlyInAnyOrderElementsOf(rows(lake, table));
    }
  }

  private static void fill(Lake lake) {
    MadeUpRows rows = new MadeUpRows(lake);
    rows.add(
        Table.TWEETS,
        List.of(
            Map.of(
                "id",
                "a",
                "text",
                "naïve 'quoted' \u2603 \uD83D\uDE00",
                "part",
                "train",
                "tokens",
                3),
            Map.of(
                "id",
                "b",
                "part",
                "test",
                "posted_at",
                Timestamp.from(Instant.parse("2009-05-04T23:59:59.123456Z")))));
    rows.add(
        Table.FACES,
        List.of(
            Map.of(
                "id",
                "f",
                "part",
                "Training",
                "pixels",
                new byte[] {0, -1, 127},
                "ferplus_votes",
                List.of(1, 0, 9))));
    rows.add(
        Table.SCORES,
        List.of(
            Map.of("id", "p", "text_posterior", RowFactory.create(0.1, 1.0 / 3, 0.6)),
            Map.of("id", "q", "part", "pairs-test", "is_conflicting", true)));
    rows.add(
        Table.INGESTS,
        List.of(Map.of("rows_read", Long.MAX_VALUE, "rows_changed", Map.of("elongations", 5L))));
    rows.add(Table.METRICS, List.of(Map.of("value", 0.1, "ci_low", -0.0, "ci_high", 1e-300)));
  }

  private List<JsonNode> read(String python, Warehouse warehouse)
      throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of(
                python,
                "src/test/python/read_tables.py",
                warehouse.root().toUri().getPath(),
                folder.toString()));
    TABLES.forEach(table -> command.add(name(table)));
    Path said = folder.resolve("said.json");
    Path logged = folder.resolve("logged.txt");
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(said.toFile())
            .redirectError(logged.toFile())
            .start();
    assertThat(process.waitFor()).as(() -> content(logged)).isZero();
    return Files.readAllLines(said).stream().map(OtherReadersTest::json).toList();
  }

  private static int exitCode(String... command) throws InterruptedException {
    try {
      return new ProcessBuilder(command)
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .start()
          .waitFor();
    } catch (IOException e) {
      return 127;
    }
  }

  private static JsonNode types(Table table) {
    var types = JSON.createObjectNode();
    table.columns().forEach(column -> types.put(column.name(), column.type().catalogString()));
    return types;
  }

  private static List<JsonNode> rows(Lake lake, Table table) {
    return PlainColumns.json(lake.read(table)).collectAsList().stream()
        .map(row -> json(row.getString(0)))
        .toList();
  }

  private static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (IOException e) {
      throw new IllegalArgumentException(text, e);
    }
  }

  private static String content(Path file) {
    try (Stream<String> lines = Files.lines(file)) {
      return String.join("\n", lines.toList());
    } catch (IOException e) {
      return e.toString();
    }
  }

  private static String name(Table table) {
    return table.name().toLowerCase(Locale.ROOT);
  }
}
