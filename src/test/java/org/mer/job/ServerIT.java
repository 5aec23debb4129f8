package org.mer.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mer.LocalSpark;
import org.mer.sql.Passwords;
import org.mer.table.Lake;
import org.mer.table.MadeUpRows;
import org.mer.table.Table;
import org.mer.table.Warehouse;

/**
 * Starts the JDBC server as a user would, with the Spark distribution that {@code
 * MER_SPARK_DISTRIBUTION} names, and talks to it with that distribution's driver. Skipped without
 * one.
 */
@Tag("cluster")
@ExtendWith(LocalSpark.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ServerIT {
  private static final Path OUTPUT = Path.of("target", "server-it");
  private static final String DISTRIBUTION = "MER_SPARK_DISTRIBUTION";
  private static final String PASSWORD = "correct horse";

  private Scripts scripts;
  private URLClassLoader distribution;
  private Driver driver;
  private int port;

  @BeforeAll
  void start(Lake lake, Warehouse warehouse, @TempDir Path folder)
      throws IOException, InterruptedException, ReflectiveOperationException {
    Path distributed = Path.of(Optional.ofNullable(System.getenv(DISTRIBUTION)).orElse("none"));
    Path jars = distributed.resolve("jars");
    assumeThat(jars)
        .as("%s is a distribution of Spark with a Thrift server", DISTRIBUTION)
        .isDirectoryContaining("glob:**spark-hive-thriftserver_2.12-*.jar");
    new MadeUpRows(lake)
        .add(Table.SCORES, List.of(Map.of("id", "a", "emotion", "happy"), Map.of("id", "b")));
    scripts = new Scripts(OUTPUT);
    Path users = folder.resolve("users");
    new Passwords(users).put("ann", PASSWORD);
    port = freePort();
    Process server =
        scripts.start(
            "server",
            List.of(
                "env",
                "SPARK_HOME=" + distributed,
                "jobs/server.sh",
                "--warehouse",
                warehouse.root().toString(),
                "--users",
                users.toString(),
                "--port",
                Integer.toString(port)));
    scripts.await(server, () -> hasStarted());
    distribution = new URLClassLoader(urls(jars), ClassLoader.getPlatformClassLoader());
    driver =
        (Driver)
            distribution
                .loadClass("org.apache.hive.jdbc.HiveDriver")
                .getDeclaredConstructor()
                .newInstance();
  }

  @AfterAll
  void stop() throws IOException {
    if (scripts != null) {
      scripts.close();
    }

    if (distribution != null) {
      distribution.close();
    }
  }

  @Test
  void answersWhoHasAPassword() throws SQLException {
    assertThat(answer("SELECT emotion FROM mer.scores WHERE id = 'a'")).containsExactly("happy");
    assertThat(answer("SELECT count(*) FROM mer.leaderboard")).containsExactly("0");
  }

  @Test
  void refusesWhoHasNone() {
    assertThatThrownBy(() -> connect("ann", "wrong horse", "")).isInstanceOf(SQLException.class);
    assertThatThrownBy(() -> connect("eve", PASSWORD, "")).isInstanceOf(SQLException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "DROP TABLE mer.scores",
        "INSERT INTO mer.scores SELECT * FROM mer.scores",
        "ADD JAR '/tmp/evil.jar'",
        "SET spark.sql.runSQLOnFiles=true",
        "CREATE TEMPORARY FUNCTION f AS 'java.lang.String'",
        "SELECT reflect('java.lang.System', 'getenv', 'HOME')"
      })
  void onlyReads(String statement) {
    assertThatThrownBy(() -> answer(statement))
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("this server only reads");
  }

  @Test
  void readsNoOtherFiles() {
    assertThatThrownBy(() -> answer("SELECT * FROM text.`/etc/passwd`"))
        .isInstanceOf(SQLException.class)
        .hasMessageNotContaining("root:");
  }

  @Test
  void aConnectionBringsNoSettings() {
    assertThatThrownBy(() -> connect("ann", PASSWORD, "?spark.sql.runSQLOnFiles=true"))
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("cannot have its own spark.sql.runSQLOnFiles");
  }

  private List<String> answer(String statement) throws SQLException {
    List<String> rows = new ArrayList<>();
    try (Connection connection = connect("ann", PASSWORD, "");
        Statement open = connection.createStatement();
        ResultSet result = open.executeQuery(statement)) {
      while (result.next()) {
        rows.add(result.getString(1));
      }
    }

    return rows;
  }

  private Connection connect(String user, String password, String settings) throws SQLException {
    Properties properties = new Properties();
    properties.put("user", user);
    properties.put("password", password);
    return driver.connect("jdbc:hive2://127.0.0.1:%d/mer%s".formatted(port, settings), properties);
  }

  private boolean hasStarted() {
    try {
      return scripts.said("server").stream().anyMatch(line -> line.startsWith("serving "));
    } catch (IOException e) {
      return false;
    }
  }

  private static URL[] urls(Path jars) throws IOException {
    try (Stream<Path> files = Files.list(jars)) {
      List<URL> urls = new ArrayList<>();
      for (Path file : files.toList()) {
        urls.add(file.toUri().toURL());
      }

      return urls.toArray(new URL[0]);
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
