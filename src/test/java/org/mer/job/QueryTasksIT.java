package org.mer.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How many tasks a query on one machine is cut into: each reads a file and costs a start. */
@Tag("cluster")
class QueryTasksIT {
  private static final Path OUTPUT = Path.of("target/query-tasks");
  private static final String TASKS = "spark.sql.shuffle.partitions";

  @TempDir private Path warehouse;

  @AutoClose private Scripts scripts;

  @BeforeEach
  void open() throws IOException {
    scripts = new Scripts(OUTPUT);
  }

  @Test
  void theyAreAsManyAsTheMachineCanUse() throws Exception {
    assertThat(tasks("--master", "local[2]")).isEqualTo("8");
    assertThat(tasks("--master", "local[64]")).isEqualTo("128");
  }

  @Test
  void theUsersOwnNumberHolds() throws Exception {
    assertThat(tasks("--master", "local[2]", "--conf", TASKS + "=50")).isEqualTo("50");
  }

  private String tasks(String... options) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("jobs/sql.sh"));
    command.addAll(Arrays.asList(options));
    command.addAll(List.of("--warehouse", warehouse.toString(), "--format", "csv", "SET " + TASKS));
    assertThat(scripts.run("tasks", command)).as("exit code; see %s", OUTPUT).isZero();
    List<String> lines = scripts.said("tasks");
    return lines.get(lines.size() - 1).replace(TASKS + ",", "");
  }
}
