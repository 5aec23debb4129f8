package org.mer.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.mer.table.ExampleQuery;

/**
 * Submits the whole pipeline, as a user would, to a cluster whose master and two workers are
 * processes of their own, with the warehouse on HDFS. What they say is under {@code
 * target/cluster-it}.
 */
@Tag("cluster")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ClusterIT {
  private static final Path OUTPUT = Path.of("target", "cluster-it");
  private static final String WAREHOUSE = "/mer/warehouse";
  private static final int POSTS = 300;

  @AutoClose private Scripts scripts;
  @AutoClose private MiniHdfs hdfs;
  @AutoClose private Cluster cluster;

  @BeforeAll
  void startAndFill() throws IOException, InterruptedException {
    scripts = new Scripts(OUTPUT);
    hdfs = MiniHdfs.start(OUTPUT.resolve("hdfs"));
    cluster = Cluster.start(scripts);
    int exitCode =
        scripts.run(
            "demo",
            "jobs/demo.sh",
            "--master",
            cluster.master(),
            "--warehouse",
            hdfs.uri() + WAREHOUSE,
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

  @Test
  void aQueryMayHaveAsManyTasksAsAClusterNeeds() throws IOException, InterruptedException {
    assertThat(query("tasks", "SET spark.sql.shuffle.partitions"))
        .containsExactly("spark.sql.shuffle.partitions,128");
  }

  @Test
  void aDataNodeMayStopWhileScoresAreWritten() throws IOException, InterruptedException {
    Path posts = OUTPUT.resolve("posts.csv").toAbsolutePath();
    Files.write(posts, posts());

    Process scoring =
        scripts.start(
            "score",
            List.of(
                "jobs/score.sh",
                "--master",
                cluster.master(),
                "--warehouse",
                hdfs.uri() + WAREHOUSE,
                posts.toUri().toString()));
    scripts.await(scoring, this::hasBegunToScore);
    hdfs.stopDataNode(0);

    assertThat(scripts.await("score", scoring)).as("exit code; see %s", OUTPUT).isZero();
    assertThat(
            query(
                "scores",
                "SELECT count(*), count(DISTINCT id) FROM mer.scores WHERE id LIKE 'post-%'"))
        .containsExactly("%1$d,%1$d".formatted(POSTS));
  }

  private boolean hasBegunToScore() {
    try {
      return scripts.logged("score").contains(" started: ");
    } catch (IOException e) {
      return false;
    }
  }

  private static List<String> posts() {
    return Stream.concat(
            Stream.of("id,text"),
            IntStream.range(0, POSTS).mapToObj("post-%1$d,what a day number %1$d"::formatted))
        .toList();
  }

  @Test
  void everyQueryOfTheDocumentsHasAnAnswer() throws IOException, InterruptedException {
    List<String> queries = ExampleQuery.ofAnalysts();
    Path file = Files.writeString(OUTPUT.resolve("queries.sql"), String.join(";\n", queries));

    int exitCode =
        scripts.run(
            "queries",
            "jobs/sql.sh",
            "--warehouse",
            hdfs.uri() + WAREHOUSE,
            "--file",
            file.toString());

    assertThat(exitCode).isZero();
    assertThat(queries).hasSize(10);
    assertThat(
            scripts.said("queries").stream().filter(line -> line.matches("\\([1-9]\\d* rows?\\)")))
        .as("answers that have rows")
        .hasSameSizeAs(queries);
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

    int exitCode = scripts.run(name, Notebooks.command(name, hdfs.uri() + WAREHOUSE, OUTPUT));

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
            "--conf",
            "spark.hadoop.fs.defaultFS=" + hdfs.uri(),
            "--warehouse",
            WAREHOUSE,
            "--format",
            "csv",
            query);
    assertThat(exitCode).isZero();
    return scripts.said(name).stream().skip(1).toList();
  }
}
