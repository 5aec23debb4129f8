package org.mer.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.mer.LocalSpark;
import org.mer.demo.SyntheticTweets;
import org.mer.model.Registry;
import org.mer.table.Lake;
import org.mer.table.Table;
import org.mer.table.Warehouse;
import picocli.CommandLine;

/**
 * Kills a stream of posts, a process of its own, with kill -9 at one moment after the other, then
 * lets it run and asks it to end: every post must be scored, rejected and counted exactly once.
 * What the runs say is under {@code target/killed-score-it}.
 */
@Tag("cluster")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ExtendWith(LocalSpark.class)
class KilledScoreIT {
  private static final Path OUTPUT = Path.of("target", "killed-score-it").toAbsolutePath();
  private static final Path WAREHOUSE = OUTPUT.resolve("warehouse");
  private static final Path POSTS = OUTPUT.resolve("posts");
  private static final int FILES = 4;
  private static final int POSTS_A_FILE = 200;

  @AutoClose private Scripts scripts;
  private String textModel;

  /** Leaves a folder of posts, and a text model that takes seconds to train. */
  @BeforeAll
  void prepare(Lake lake, Warehouse warehouse) throws IOException {
    scripts = new Scripts(OUTPUT);
    Files.createDirectories(POSTS);
    for (int i = 0; i < FILES; i++) {
      Files.write(POSTS.resolve(i + ".csv"), posts(i));
    }

    Path tweets = OUTPUT.resolve("tweets.csv");
    new SyntheticTweets(7)
        .write(new org.apache.hadoop.fs.Path(tweets.toUri()), 600, new Configuration());
    new JobRunner(lake, warehouse).run(new IngestTweetsJob(), tweets.toString());
    TrainTextJob training = new TrainTextJob();
    new CommandLine(training).parseArgs("--epochs", "1");
    training.run(
        new TestContext(lake, warehouse)
            .of(
                "train-text",
                Map.of("text.units", "4", "text.embedding", "4", "text.baselines", "[]")));
    textModel = Registry.of(warehouse, lake).latest("text").folder().toString();
  }

  @Test
  void aKilledStreamLosesNothingAndLeavesNothingTwice(SparkSession local)
      throws IOException, InterruptedException {
    killOnce("written", () -> hasDataFile(WAREHOUSE.resolve("mer/scores/data")));
    killOnce("announced", () -> isPublishing(WAREHOUSE.resolve("leases/mer.scores.json")));
    killOnce("visible", () -> said("visible").anyMatch(line -> line.startsWith("batch ")));

    Process last = scripts.start("last", score());
    scripts.await(last, () -> said("last").anyMatch(line -> line.startsWith("batch 3, ")));
    last.destroy();

    assertThat(scripts.await("last", last)).as("exit code after SIGTERM").isZero();

    SparkSession spark =
        LocalSpark.session(local, Warehouse.at(WAREHOUSE.toString(), new Configuration()));
    assertThat(rows(spark, "SELECT count(*), count(DISTINCT id) FROM mer.scores"))
        .containsExactly("[%1$d,%1$d]".formatted(FILES * (POSTS_A_FILE - 1)));
    assertThat(rows(spark, "SELECT count(*), count(DISTINCT source) FROM mer.rejects"))
        .containsExactly("[%1$d,%1$d]".formatted(FILES));
    assertThat(
            rows(
                spark,
                "SELECT count(DISTINCT source), sum(rows_read), sum(rows_kept) FROM mer.ingests WHERE rows_duplicate = 0"))
        .containsExactly(
            "[%d,%d,%d]".formatted(FILES, FILES * POSTS_A_FILE, FILES * (POSTS_A_FILE - 1)));
    assertThat(
            rows(
                spark,
                "SELECT count(*), count(DISTINCT message) FROM mer.runs WHERE message LIKE 'batch %'"))
        .containsExactly("[%1$d,%1$d]".formatted(FILES));
    assertThat(spark.table(Table.INGESTS.fullName()).count()).isEqualTo(FILES);
    assertThat(
            rows(spark, "SELECT status, count(*) FROM mer.runs WHERE message IS NULL GROUP BY 1"))
        .as("the stream that was not killed")
        .containsExactly("[done,1]");
  }

  private void killOnce(String name, BooleanSupplier moment)
      throws IOException, InterruptedException {
    int exitCode = scripts.kill(scripts.start(name, score()), moment);

    assertThat(exitCode).as("exit code of the stream killed when %s", name).isEqualTo(137);
  }

  private List<String> score() {
    return List.of(
        "jobs/score.sh",
        "--master",
        "local[2]",
        "--warehouse",
        WAREHOUSE.toString(),
        "--text-model",
        textModel,
        "--face-model",
        Path.of("models/face").toAbsolutePath().toString(),
        "--set",
        "score.stream.files=1",
        "--set",
        "score.stream.interval-seconds=1",
        "--stream",
        POSTS.toString());
  }

  private Stream<String> said(String name) {
    try {
      return scripts.said(name).stream();
    } catch (IOException e) {
      return Stream.empty();
    }
  }

  private static boolean hasDataFile(Path folder) {
    try (Stream<Path> files = Files.exists(folder) ? Files.walk(folder) : Stream.empty()) {
      return files.anyMatch(file -> file.toString().endsWith(".parquet"));
    } catch (IOException e) {
      return false;
    }
  }

  private static boolean isPublishing(Path lease) {
    try {
      return Files.readString(lease).contains("snapshotId");
    } catch (IOException e) {
      return false;
    }
  }

  private static List<String> rows(SparkSession spark, String query) {
    return spark.sql(query).collectAsList().stream().map(Row::toString).toList();
  }

  /** The last post of each file has no text. */
  private static List<String> posts(int file) {
    return Stream.concat(
            Stream.of("id,text"),
            IntStream.range(0, POSTS_A_FILE)
                .mapToObj(
                    i ->
                        "%d-%d,%s"
                            .formatted(
                                file,
                                i,
                                i == POSTS_A_FILE - 1
                                    ? ""
                                    : "day " + words(file * POSTS_A_FILE + i))))
        .toList();
  }

  private static String words(int number) {
    return Integer.toString(number)
        .chars()
        .mapToObj(digit -> String.valueOf((char) ('a' + digit - '0')))
        .reduce("", String::concat);
  }
}
