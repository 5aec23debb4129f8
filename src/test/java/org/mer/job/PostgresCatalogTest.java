package org.mer.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.mer.LocalSpark;
import org.mer.table.Lake;
import org.mer.table.Table;
import org.mer.table.Warehouse;

/**
 * The tables of a warehouse in a JDBC catalogue on a PostgreSQL server that asks for a password,
 * with the settings that {@code conf/catalog-postgresql.conf} names.
 */
@Tag("spark")
@ExtendWith(LocalSpark.class)
class PostgresCatalogTest {
  private static final String LAKE = "spark.sql.catalog.lake";
  private static final String PASSWORD = "pa55word-of-the-test";
  private static final Path EXAMPLE = Path.of("conf", "catalog-postgresql.conf");

  @TempDir private static Path folder;
  private static EmbeddedPostgres server;

  @BeforeAll
  static void start() throws IOException, SQLException {
    Path data = folder.resolve("postgres");
    server = EmbeddedPostgres.builder().setDataDirectory(data).start();
    try (Connection connection = server.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE ROLE mer LOGIN PASSWORD '%s'".formatted(PASSWORD));
      statement.execute("CREATE DATABASE lake OWNER mer");
      Files.writeString(data.resolve("pg_hba.conf"), "host all all 127.0.0.1/32 scram-sha-256\n");
      statement.execute("SELECT pg_reload_conf()");
    }
  }

  @AfterAll
  static void stop() throws IOException {
    server.close();
  }

  @Test
  void theTablesOfAWarehouseAreInTheCatalogue(SparkSession root) throws IOException {
    Warehouse warehouse = warehouse(root);
    Lake lake = Lake.of(session(root, warehouse, PASSWORD), warehouse).create();
    Path file =
        Files.writeString(
            folder.resolve("tweets.csv"),
            """
            "4","1","","NO_QUERY","jane","good day"
            "7","1","","NO_QUERY","jane","which day"
            """);

    new JobRunner(lake, warehouse).run(new IngestTweetsJob(), file.toString());

    Lake other = Lake.of(session(root, warehouse, PASSWORD), warehouse);
    assertThat(other.read(Table.TWEETS).select("text").collectAsList())
        .extracting(row -> row.getString(0))
        .containsExactly("good day");
    assertThat(other.read(Table.REJECTS).count()).isEqualTo(1);
    List<Row> runs = other.read(Table.RUNS).collectAsList();
    assertThat(runs).singleElement().asString().contains("done").doesNotContain(PASSWORD);
    assertThat(folder.resolve("warehouse/catalog.db")).doesNotExist();
    assertThat(folder.resolve("warehouse/mer/tweets/data")).isDirectory();
  }

  @Test
  void aWrongPasswordIsToldWithoutIt(SparkSession root) {
    Warehouse warehouse = warehouse(root);
    Lake lake = Lake.of(session(root, warehouse, "wr0ng-password"), warehouse);

    String sentence = Failure.sentence(catchThrowable(lake::create));

    assertThat(sentence)
        .contains("password authentication failed for user \"mer\"")
        .doesNotContain("wr0ng-password");
  }

  private static Warehouse warehouse(SparkSession root) {
    return Warehouse.at(
        folder.resolve("warehouse").toString(), root.sparkContext().hadoopConfiguration());
  }

  /** A session with the settings of the example, whose server and password are the test's. */
  private static SparkSession session(SparkSession root, Warehouse warehouse, String password) {
    SparkSession spark = root.newSession();
    Map<String, String> given = example();
    given.put(LAKE + ".uri", server.getJdbcUrl("mer", "lake").replaceFirst("\\?.*", ""));
    given.put(LAKE + ".jdbc.password", password);
    Map<String, String> settings = new HashMap<>(given);
    settings.putAll(warehouse.sparkSettings(given));
    settings.remove("spark.sql.extensions");
    settings.forEach((key, value) -> spark.conf().set(key, value));
    SparkSession.setActiveSession(spark);
    return spark;
  }

  /** Spark's settings in the file, those that are commented out taken in. */
  private static Map<String, String> example() {
    try {
      Map<String, String> settings = new HashMap<>();
      for (String line : Files.readAllLines(EXAMPLE)) {
        String[] words = line.replaceFirst("^#(?=spark)", "").split("\\s+", 2);
        if (words[0].startsWith(LAKE)) {
          settings.put(words[0], words[1]);
        }
      }

      assertThat(settings).containsKeys(LAKE + ".type", LAKE + ".uri", LAKE + ".jdbc.user");
      return settings;
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
