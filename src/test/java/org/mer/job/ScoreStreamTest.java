package org.mer.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mer.LocalSpark;
import org.mer.UsageException;
import org.mer.table.Lake;
import org.mer.table.Table;
import org.mer.table.Warehouse;
import picocli.CommandLine;

/** Scores a folder as it fills, by made-up scorers. */
@Tag("spark")
@ExtendWith(LocalSpark.class)
class ScoreStreamTest {
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  @TempDir Path temporary;
  private Path folder;

  @BeforeEach
  void makeFolder() throws IOException {
    folder = Files.createDirectories(temporary.resolve("posts"));
  }

  @Test
  void eachFileIsScoredOnceHoweverOftenTheStreamIsStarted(Lake lake, Warehouse warehouse)
      throws IOException {
    move("a.csv", "id,text\na1,good day\na2,\n");
    move("sub/b.jsonl", "{\"id\":\"b1\",\"text\":\"bad day\"}\n");
    String first = stream(lake, warehouse, "--available-now");
    move("c.csv", "id,text\nc1,good day\na1,good day\n");
    String second = stream(lake, warehouse, "--available-now");
    String third = stream(lake, warehouse, "--available-now");

    assertThat(ids(lake)).containsExactly("a1", "b1", "c1");
    assertThat(first)
        .containsPattern(
            "batch 0, score-\\S+: 2 files, 3 posts, 2 scored, 1 rejected, 0 scored before, in .* posts/s")
        .contains(": 1 batch, 3 posts, 2 scored");
    assertThat(second)
        .containsPattern(
            "batch 1, score-\\S+: 1 file, 2 posts, 1 scored, 0 rejected, 1 scored before");
    assertThat(third).contains(": 0 batches, 0 posts, 0 scored");
    assertThat(lake.read(Table.RUNS).where("job = 'score' AND status = 'done'").count())
        .as("a run a batch")
        .isEqualTo(2);
    assertThat(
            lake.read(Table.SCORES)
                .join(lake.read(Table.RUNS), "run_id")
                .where("message LIKE 'batch % of the stream %'")
                .count())
        .as("scores whose run is known")
        .isEqualTo(3);
  }

  @Test
  void filesAreDividedIntoBatches(Lake lake, Warehouse warehouse) throws IOException {
    for (int i = 0; i < 5; i++) {
      move(i + ".csv", "id,text\n%d,day %d\n".formatted(i, i));
    }

    String printed =
        stream(
            lake,
            warehouse,
            new Termination(),
            Map.of("score.stream.files", "2"),
            "--available-now");

    assertThat(printed).contains("batch 2, ").contains(": 3 batches, 5 posts, 5 scored");
    assertThat(ids(lake)).containsExactly("0", "1", "2", "3", "4");
  }

  /** As after a process that died between making scores visible and noting so. */
  @Test
  void aBatchThatComesAgainLeavesNothingTwice(Lake lake, Warehouse warehouse) throws IOException {
    Path checkpoint = temporary.resolve("checkpoint");
    move("a.csv", "id,text\na1,good day\na2,\n");
    stream(lake, warehouse, "--available-now", "--checkpoint", checkpoint.toString());
    Files.delete(checkpoint.resolve("commits/0"));
    Files.deleteIfExists(checkpoint.resolve("commits/.0.crc"));

    String again =
        stream(lake, warehouse, "--available-now", "--checkpoint", checkpoint.toString());

    assertThat(again).contains(": 0 batches");
    assertThat(checkpoint.resolve("commits/0")).as("what says that it came again").exists();
    assertThat(ids(lake)).containsExactly("a1");
    assertThat(lake.read(Table.REJECTS).count()).isEqualTo(1);
    assertThat(lake.read(Table.INGESTS).count()).isEqualTo(1);
  }

  @Test
  void withoutItsCheckpointAStreamReadsAllAndScoresNothingTwice(Lake lake, Warehouse warehouse)
      throws IOException {
    move("a.csv", "id,text\na1,good day\n");
    stream(lake, warehouse, "--available-now");

    String printed =
        stream(
            lake,
            warehouse,
            "--available-now",
            "--checkpoint",
            temporary.resolve("other").toString());

    assertThat(printed).contains(": 1 batch, 1 posts, 0 scored, 0 rejected, 1 scored before");
    assertThat(ids(lake)).containsExactly("a1");
  }

  @Test
  void whatIsNoFileOfPostsOrIsBeingWrittenIsLeftAlone(Lake lake, Warehouse warehouse)
      throws IOException {
    move("a.csv", "id,text,picture\na1,good day,a.png\n");
    move(".hidden.csv", "id,text\nx,x\n");
    move("_hidden.csv", "id,text\nx,x\n");
    move("_temporary/0/part-0.csv", "id,text\nx,x\n");
    move("b.csv.tmp", "id,text\nx,x\n");
    move("c.csv.part", "id,text\nx,x\n");
    ImageIO.write(
        new BufferedImage(60, 50, BufferedImage.TYPE_BYTE_GRAY),
        "png",
        folder.resolve("a.png").toFile());

    stream(lake, warehouse, "--available-now");
    Files.move(folder.resolve("b.csv.tmp"), folder.resolve("b.CSV"));
    stream(lake, warehouse, "--available-now");

    assertThat(ids(lake)).containsExactly("a1", "x");
    assertThat(lake.read(Table.REJECTS).count()).isZero();
  }

  @Test
  void aFileThatHoldsNoPostsIsSetAsideAndTheOthersAreScored(
      Lake lake, Warehouse warehouse, SparkSession spark) throws IOException {
    move("good.csv", "id,text\na1,good day\n");
    move("other.csv", "one,two\n1,2\n");
    move("empty.csv", "");
    move("blank.csv", "\n\n");
    move("no.parquet", "PAR1 this is no Parquet PAR1");
    move("no.csv.gz", "this is no gzip");
    move("odd[1].csv", "id,text\nx,x\n");
    spark
        .sql("SELECT 'p1' id, 'good day' text")
        .coalesce(1)
        .write()
        .parquet(temporary.resolve("parquet").toString());
    moveParquet("good.parquet");

    String printed = stream(lake, warehouse, "--available-now");

    assertThat(printed).contains("7 files, 7 posts, 2 scored, 5 rejected");
    assertThat(ids(lake)).containsExactly("a1", "p1");
    assertThat(lake.read(Table.REJECTS).collectAsList())
        .extracting(row -> row.getAs("row_number") + " " + row.getAs("raw"))
        .containsExactlyInAnyOrder(
            "0 other.csv", "0 blank.csv", "0 no.parquet", "0 no.csv.gz", "0 odd[1].csv");
    assertThat(
            lake.read(Table.INGESTS)
                .where("rows_read = rows_kept + rows_rejected + rows_duplicate")
                .count())
        .isEqualTo(7);
  }

  @Test
  void itGoesOnUntilItIsAskedToEndAndHoldsNothingWhileIdle(Lake lake, Warehouse warehouse)
      throws Exception {
    Path leases = Path.of(warehouse.root().toUri()).resolve("leases");
    Termination termination = new Termination();
    SparkSession session = SparkSession.active();
    CompletableFuture<String> printed =
        CompletableFuture.supplyAsync(
            () -> {
              SparkSession.setActiveSession(session);
              return stream(
                  lake, warehouse, termination, Map.of("score.stream.interval-seconds", "1"));
            });
    move("a.csv", "id,text\na1,good day\n");
    await(() -> lake.read(Table.RUNS).count() == 1);
    await(() -> !Files.exists(leases.resolve("mer.scores.json")));
    move("b.csv", "id,text\nb1,good day\n");
    await(() -> lake.read(Table.RUNS).count() == 2);
    assertThat(printed).isNotDone();

    termination.ask();

    assertThat(printed.get(PATIENCE.toSeconds(), TimeUnit.SECONDS)).contains(": 2 batches");
    assertThat(ids(lake)).containsExactly("a1", "b1");
    assertThat(stream(lake, warehouse, "--available-now")).contains(": 0 batches");
  }

  @Test
  void itEndsWhenNothingHasComeForLong(Lake lake, Warehouse warehouse) throws IOException {
    move("a.csv", "id,text\na1,good day\n");

    assertThat(stream(lake, warehouse, "--until-idle", "0.05")).contains(": 1 batch, 1 posts");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--available-now FOLDER",
        "--until-idle 1 FOLDER",
        "--checkpoint x FOLDER",
        "--stream --available-now --until-idle 1 FOLDER",
        "--stream --until-idle 0 FOLDER",
        "--stream FOLDER FOLDER",
        "--stream FOLDER/there-is-none"
      })
  void whatCannotBeIsRefused(String arguments, Lake lake, Warehouse warehouse) {
    JobContext context = new TestContext(lake, warehouse).of("score", Map.of());
    ScoreJob job = new ScoreJob();
    new CommandLine(job).parseArgs(arguments.replace("FOLDER", folder.toString()).split(" ", -1));

    assertThatThrownBy(() -> job.checkInput(context))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("--");
  }

  private String stream(Lake lake, Warehouse warehouse, String... options) {
    return stream(lake, warehouse, new Termination(), Map.of(), options);
  }

  private String stream(
      Lake lake,
      Warehouse warehouse,
      Termination termination,
      Map<String, String> settings,
      String... options) {
    TestContext test = new TestContext(lake, warehouse);
    JobContext context = test.of("score", settings);
    ScoreJob job = new ScoreJob();
    List<String> arguments = new ArrayList<>(List.of("--stream", folder.toString()));
    arguments.addAll(Arrays.asList(options));
    new CommandLine(job).parseArgs(arguments.toArray(String[]::new));
    job.checkInput(context);
    job.score(context, MadeUpScorer.texts("1"), MadeUpScorer.faces("1"), termination);
    return test.printed();
  }

  /** Puts a file there at once, as users are asked to. */
  private void move(String name, String content) throws IOException {
    Path written =
        Files.write(temporary.resolve("written"), content.getBytes(StandardCharsets.UTF_8));
    Files.createDirectories(folder.resolve(name).getParent());
    Files.move(written, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
  }

  private void moveParquet(String name) throws IOException {
    try (Stream<Path> files = Files.list(temporary.resolve("parquet"))) {
      Path file =
          files.filter(one -> one.toString().endsWith(".parquet")).findFirst().orElseThrow();
      Files.move(file, folder.resolve(name));
    }
  }

  private static void await(BooleanSupplier condition) throws InterruptedException {
    Instant deadline = Instant.now().plus(PATIENCE);
    while (!condition.getAsBoolean()) {
      assertThat(Instant.now()).isBefore(deadline);
      TimeUnit.MILLISECONDS.sleep(100);
    }
  }

  private static List<String> ids(Lake lake) {
    return lake.read(Table.SCORES).orderBy("id").select("id").collectAsList().stream()
        .map(row -> row.getString(0))
        .toList();
  }
}
