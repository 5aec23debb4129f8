package org.mer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Holds the schedules under {@code jobs/schedules} to what reads them: the schema of the Kubernetes
 * operator, and systemd, Airflow and ShellCheck where the machine has them.
 */
class SchedulesTest {
  private static final Path SCHEDULES = Path.of("jobs", "schedules").toAbsolutePath();
  private static final String SCRIPT = "/opt/mer/jobs/nightly.sh";

  @TempDir private Path folder;

  @Test
  void theKubernetesScheduleIsWhatTheOperatorTakes() throws IOException {
    assertThat(complaints(schedule())).isEmpty();
  }

  @Test
  void aMisspeltKeyOfTheKubernetesScheduleIsFound() throws IOException {
    ObjectNode schedule = schedule();
    ((ObjectNode) schedule.at("/spec/template/restartPolicy")).put("onFailureRetry", 3);

    assertThat(complaints(schedule))
        .extracting(ValidationMessage::getMessage)
        .anySatisfy(message -> assertThat(message).contains("onFailureRetry'"));
  }

  @Test
  void theKubernetesDriverRunsTheJobThatIsThere() throws IOException {
    JsonNode template = schedule().at("/spec/template");

    assertThat(template.at("/mainClass").asText()).isEqualTo("org.mer.job.Mer");
    assertThat(Files.readString(SCHEDULES.resolve("kubernetes/Dockerfile")))
        .contains(
            template.at("/mainApplicationFile").asText().replace("local://", " ")
                + System.lineSeparator())
        .contains("apache/spark:" + template.at("/sparkVersion").asText() + "-scala2.12-java17");
  }

  @ParameterizedTest
  @CsvSource({
    "driver, 0, 0",
    "driver, 1, 1",
    "driver, 3, 3",
    "driver, 4, 0",
    "driver, 137, 137",
    "executor, 4, 4"
  })
  void aDriverThatPromotedNothingIsNoFailureToTheOperator(String role, int code, int expected)
      throws IOException, InterruptedException {
    Path spark = Files.writeString(folder.resolve("spark.sh"), "#!/bin/sh\nexit " + code + "\n");
    assertThat(spark.toFile().setExecutable(true)).isTrue();
    Path message = folder.resolve("message");

    Said said =
        run(
            Map.of("SPARK_ENTRYPOINT", spark.toString(), "TERMINATION_LOG", message.toString()),
            SCHEDULES.resolve("kubernetes/entrypoint.sh").toString(),
            role);

    assertThat(said.code()).isEqualTo(expected);
    assertThat(Files.exists(message)).isEqualTo(code != expected);
  }

  @Test
  void systemdTakesTheServiceAndItsTimer() throws IOException, InterruptedException {
    assumeTrue(isThere("systemd-analyze"), "no systemd-analyze");
    List<String> units = new ArrayList<>(List.of("systemd-analyze", "verify"));
    try (Stream<Path> files = Files.list(SCHEDULES.resolve("systemd"))) {
      for (Path unit : files.toList()) {
        String installedHere = Files.readString(unit).replace(SCRIPT, "/bin/true");
        units.add(Files.writeString(folder.resolve(unit.getFileName()), installedHere).toString());
      }
    }

    Said said = run(Map.of(), units.toArray(String[]::new));

    assertThat(units).hasSize(4);
    assertThat(said.lines()).isEmpty();
    assertThat(said.code()).isZero();
  }

  @Test
  void airflowImportsTheDagAndItsTaskKnowsTheExitCodes() throws IOException, InterruptedException {
    String python = System.getenv().getOrDefault("AIRFLOW_PYTHON", "python3");
    assumeTrue(run(Map.of(), python, "-c", "import airflow").code() == 0, "no Airflow");

    Said said =
        run(
            Map.of("AIRFLOW_HOME", folder.toString()),
            python,
            SCHEDULES.resolve("airflow/check.py").toString());

    assertThat(said.lines()).last().asString().startsWith("ok: mer_nightly");
    assertThat(said.code()).isZero();
  }

  @Test
  void theLineForCronIsShellThatRunsTheScript() throws IOException, InterruptedException {
    List<String> jobs =
        Files.readAllLines(SCHEDULES.resolve("cron/mer-nightly")).stream()
            .filter(line -> line.matches("[0-9*].*"))
            .toList();

    assertThat(jobs)
        .singleElement()
        .asString()
        .matches("0 1 \\* \\* \\* mer .*")
        .doesNotContain("%");
    String command = jobs.get(0).split(" ", 7)[6];
    for (int code : List.of(0, 1, 2, 3, 4)) {
      Said said = run(Map.of(), "bash", "-c", nightlyEndsWith(code) + tried(command));

      boolean isFine = code == 0 || code == 4;
      assertThat(said.code()).as("exit code %d", code).isEqualTo(isFine ? 0 : code);
      assertThat(said.lines().stream().filter("tried"::equals)).hasSize(code == 1 ? 3 : 1);
      assertThat(String.join("\n", said.lines()).contains("ended with exit code"))
          .isEqualTo(!isFine);
    }
  }

  /** The script replaced by a function that says it was called, waiting by none. */
  private static String nightlyEndsWith(int code) {
    return "nightly() { echo tried; return " + code + "; }; sleep() { :; }; ";
  }

  private static String tried(String command) {
    return command.replace(SCRIPT, "nightly").replaceAll(">>\\S+ 2>&1", "");
  }

  @Test
  void theScriptsAreCleanShell() throws IOException, InterruptedException {
    assumeTrue(isThere("shellcheck"), "no shellcheck");
    List<String> command = new ArrayList<>(List.of("shellcheck"));
    try (Stream<Path> files = Files.walk(Path.of("jobs"))) {
      files
          .filter(file -> file.toString().endsWith(".sh"))
          .map(Path::toString)
          .forEach(command::add);
    }

    Said said = run(Map.of(), command.toArray(String[]::new));

    assertThat(said.lines()).isEmpty();
    assertThat(said.code()).isZero();
  }

  private static ObjectNode schedule() throws IOException {
    return (ObjectNode)
        new ObjectMapper(new YAMLFactory())
            .readTree(SCHEDULES.resolve("kubernetes/nightly.yaml").toFile());
  }

  private static Set<ValidationMessage> complaints(JsonNode schedule) throws IOException {
    try (InputStream in =
        SchedulesTest.class.getResourceAsStream("schedules/scheduled-spark-application.json")) {
      JsonSchema schema =
          JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(in);
      return schema.validate(schedule);
    }
  }

  private static boolean isThere(String command) throws IOException, InterruptedException {
    return run(Map.of(), "sh", "-c", "command -v " + command).code() == 0;
  }

  private record Said(int code, List<String> lines) {}

  private static Said run(Map<String, String> environment, String... command)
      throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().putAll(environment);
    Process process = builder.start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Said(process.waitFor(), said.lines().toList());
  }
}
