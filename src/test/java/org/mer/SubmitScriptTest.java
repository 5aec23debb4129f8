package org.mer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code jobs/submit.sh} asks Spark's launcher for; a script stands for Java and tells it. */
class SubmitScriptTest {
  /** Answers as the launcher does, with a command that prints what the launcher was given. */
  private static final String JAVA =
      """
      #!/bin/bash
      while [ "$1" != org.apache.spark.launcher.Main ]; do shift; done
      shift
      printf '\\0\\n'
      printf '%s\\0' printf '%s\\n' "$@"
      """;

  @TempDir private Path home;

  @BeforeEach
  void build() throws IOException {
    Files.createDirectories(home.resolve("target/spark/jars"));
    Files.createFile(home.resolve("target/mer-0-app.jar"));
    Files.createDirectory(home.resolve("jobs"));
    for (String script : List.of("submit.sh", "lib.sh")) {
      Files.copy(Path.of("jobs", script), home.resolve("jobs").resolve(script));
    }

    Path java = Files.createDirectories(home.resolve("java/bin")).resolve("java");
    assertThat(Files.writeString(java, JAVA).toFile().setExecutable(true)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--driver-class-path a.jar:b.jar",
        "--driver-class-path=a.jar:b.jar",
        "--conf spark.driver.extraClassPath=a.jar:b.jar",
        "--conf=spark.driver.extraClassPath=a.jar:b.jar"
      })
  void theServerHasTheUsersJarsBesideItsOwn(String option) throws Exception {
    List<String> given = submitted("server", option.split(" "));

    assertThat(after("--driver-class-path", given))
        .isEqualTo(home.resolve("target/mer-0-app.jar") + ":a.jar:b.jar");
    assertThat(given).noneMatch(argument -> argument.startsWith("spark.driver.extraClassPath="));
  }

  @Test
  void theServerHasItsOwnJarAlone() throws Exception {
    assertThat(after("--driver-class-path", submitted("server")))
        .isEqualTo(home.resolve("target/mer-0-app.jar").toString());
  }

  @Test
  void anotherJobHasTheUsersJars() throws Exception {
    assertThat(after("--driver-class-path", submitted("score", "--driver-class-path", "a.jar")))
        .isEqualTo("a.jar");
    assertThat(submitted("score")).doesNotContain("--driver-class-path");
  }

  @Test
  void whatIsNotSparksGoesToTheJob() throws Exception {
    assertThat(submitted("score", "--master=local[2]", "--dry-run", "--conf", "a=b", "posts.csv"))
        .containsSubsequence("--master", "local[2]", "--conf", "a=b")
        .endsWith(
            home.resolve("target/mer-0-app.jar").toString(), "score", "--dry-run", "posts.csv");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"SELECT 1", "--file=queries.sql", "--warehouse;w;SELECT 1", "--file;queries.sql"})
  void aStatementIsOverBeforeTheOptimizingCompilerPays(String arguments) throws Exception {
    assertThat(submitted("sql", arguments.split(";", -1)))
        .anyMatch(SubmitScriptTest::isFirstCompilerOnly);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"sql", "sql;--warehouse;w;--format=csv", "server", "serve", "score;a b.csv"})
  void aSessionAndAJobLast(String call) throws Exception {
    String[] words = call.split(";", -1);

    assertThat(submitted(words[0], Arrays.copyOfRange(words, 1, words.length)))
        .noneMatch(SubmitScriptTest::isFirstCompilerOnly);
  }

  private static boolean isFirstCompilerOnly(String argument) {
    return argument.startsWith("spark.driver.extraJavaOptions=")
        && argument.contains("-XX:TieredStopAtLevel=1");
  }

  private static String after(String option, List<String> given) {
    return given.get(given.indexOf(option) + 1);
  }

  private List<String> submitted(String job, String... options)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(home.resolve("jobs/submit.sh").toString(), job));
    command.addAll(List.of(options));
    ProcessBuilder script = new ProcessBuilder(command).redirectErrorStream(true);
    script.environment().put("JAVA_HOME", home.resolve("java").toString());
    script.environment().keySet().removeAll(List.of("SPARK_HOME", "SPARK_CONF_DIR"));
    Process process = script.start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
    return said.lines().toList();
  }
}
