package org.mer.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Submits the whole pipeline, as a user would, to a cluster whose master and two workers are
 * processes of their own. What they say is under {@code target/cluster-it}.
 */
@Tag("cluster")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ClusterIT {
  private static final Path OUTPUT = Path.of("target", "cluster-it");
  private static final Path WAREHOUSE = OUTPUT.resolve("warehouse");

  @AutoClose private Scripts scripts;
  @AutoClose private Cluster cluster;

  @BeforeAll
  void startAndFill() throws IOException, InterruptedException {
    scripts = new Scripts(OUTPUT);
    cluster = Cluster.start(scripts);
    int exitCode =
        scripts.run(
            "demo",
            "jobs/demo.sh",
            "--master",
            cluster.master(),
            "--warehouse",
            WAREHOUSE.toString(),
            "--faces",
            "600",
            "--tweets",
            "2000");
    assertThat(exitCode).as("exit code of the demonstration; see %s", OUTPUT).isZero();
  }

  @Test
  void bothWorkersRanTasks() throws IOException {
    try (Stream<Path> files = Files.walk(cluster.work(), 2)) {
      assertThat(files.filter(file -> file.getFileName().toString().matches("[01]")).count())
          .isGreaterThanOrEqualTo(2);
    }
  }

  @Test
  void everyRowIsKeptRejectedOrADuplicate() throws IOException, InterruptedException {
    List<String> rows =
        query(
            "ingests",
            "SELECT source, rows_read, rows_kept + rows_rejected + rows_duplicate FROM mer.ingests");

    assertThat(rows).hasSize(3);
    assertThat(rows).allSatisfy(row -> assertThat(row).matches(".*,(\\d+),\\1"));
    assertThat(rows).anySatisfy(row -> assertThat(row).endsWith(",600,600"));
    assertThat(rows).anySatisfy(row -> assertThat(row).endsWith(",2000,2000"));
  }

  @Test
  void textFaceAndFusionAreMeasured() throws IOException, InterruptedException {
    List<String> rows =
        query(
            "metrics",
            "SELECT DISTINCT subject FROM mer.metrics WHERE metric = 'accuracy' AND value BETWEEN 0 AND 1");

    assertThat(rows).contains("text", "face", "fusion");
  }

  @Test
  void everyRunIsRecordedAsDone() throws IOException, InterruptedException {
    assertThat(query("runs", "SELECT DISTINCT job, status FROM mer.runs ORDER BY job"))
        .containsExactly(
            "evaluate,done",
            "fuse,done",
            "ingest-faces,done",
            "ingest-tweets,done",
            "train-image,done",
            "train-text,done");
  }

  static List<String> notebooks() throws IOException {
    return Notebooks.names();
  }

  @ParameterizedTest
  @MethodSource("notebooks")
  void aNotebookRunsFromTopToBottom(String name) throws IOException, InterruptedException {
    assumeTrue(
        Notebooks.jupyter().isPresent(),
        "there is no Jupyter with a Java kernel on the path: pip install -r notebooks/requirements.txt");

    int exitCode = scripts.run(name, Notebooks.command(name, WAREHOUSE, OUTPUT));

    assertThat(exitCode).as("exit code of %s; see %s", name, OUTPUT).isZero();
    assertThat(OUTPUT.resolve(name.replace(".ipynb", ".html")))
        .content()
        .as("charts")
        .contains("srcdoc=");
  }

  private List<String> query(String name, String query) throws IOException, InterruptedException {
    int exitCode =
        scripts.run(
            name,
            "jobs/sql.sh",
            "--master",
            cluster.master(),
            "--warehouse",
            WAREHOUSE.toString(),
            "--format",
            "csv",
            query);
    assertThat(exitCode).isZero();
    return scripts.said(name).stream().skip(1).toList();
  }
}
