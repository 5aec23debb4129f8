package org.mer.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.apache.commons.io.FileUtils;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileUtil;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.mer.LocalSpark;
import org.mer.demo.SyntheticFaces;
import org.mer.image.FaceEncoder;
import org.mer.image.FaceScorers;
import org.mer.image.LabelledFaces;
import org.mer.image.Views;
import org.mer.model.Bundle;
import org.mer.model.Registry;
import org.mer.table.Lake;
import org.mer.table.Posteriors;
import org.mer.table.Warehouse;

/**
 * Trainings on a cluster whose executor or driver is killed, whose checkpoint is half-written, or
 * whose disk is full: each ends well, at once or with {@code --resume}, or says what to do. A
 * checkpoint is written after every round. What the runs say is under {@code
 * target/killed-training-it}.
 */
@Tag("cluster")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ExtendWith(LocalSpark.class)
class KilledTrainingIT {
  private static final Path OUTPUT = Path.of("target", "killed-training-it").toAbsolutePath();
  private static final Path WAREHOUSE = OUTPUT.resolve("warehouse");
  private static final Path CHECKPOINTS = WAREHOUSE.resolve("checkpoints/train-image");
  private static final Path INTERRUPTED = OUTPUT.resolve("interrupted");
  private static final int FACES = 400;
  private static final Integer[] EPOCHS = {1, 2, 3};

  @AutoClose private Scripts scripts;
  @AutoClose private Cluster cluster;
  private SparkSession spark;
  private Lake lake;
  private Warehouse warehouse;

  /** Leaves the checkpoints of a training whose driver was killed in its second epoch. */
  @BeforeAll
  void interrupt(SparkSession local) throws IOException, InterruptedException {
    scripts = new Scripts(OUTPUT);
    cluster = Cluster.start(scripts);
    open(local);
    Path faces = OUTPUT.resolve("faces.csv");
    new SyntheticFaces(1)
        .write(new org.apache.hadoop.fs.Path(faces.toUri()), FACES, new Configuration());
    new JobRunner(lake, warehouse).run(new IngestFacesJob(), faces.toString());
    assertThat(scripts.kill(scripts.start("interrupted", train()), amid(2))).isEqualTo(137);
    assertThat(CHECKPOINTS.toFile().renameTo(INTERRUPTED.toFile())).isTrue();
  }

  @BeforeEach
  void leaveNoCheckpoint() {
    FileUtil.fullyDelete(CHECKPOINTS.toFile());
  }

  @Test
  void aKilledExecutorEndsNothing() throws IOException, InterruptedException {
    Process training = scripts.start("executor", train());
    scripts.await(training, amid(2));
    cluster.executors().get(0).destroyForcibly();

    assertThat(scripts.await("executor", training)).isZero();

    assertThat(scripts.logged("executor")).contains("Lost executor");
    assertThatAllIsThere("executor");
  }

  @Test
  void aKilledDriverGoesOnFromTheLastRound() throws IOException, InterruptedException {
    restore();
    Path last = checkpoints().get(0);

    assertThat(scripts.run("driver", train("--resume"))).isZero();

    assertThat(scripts.logged("driver")).contains(goesOnFrom(last)).doesNotContain("passed over");
    assertThatAllIsThere("driver");
  }

  @Test
  void aHalfWrittenCheckpointIsPassedOver() throws IOException, InterruptedException {
    restore();
    List<Path> newestFirst = checkpoints();
    truncate(newestFirst.get(0).resolve("updater.f32"));
    Files.createDirectories(newestFirst.get(0).resolveSibling("_000009-00000000"));

    assertThat(scripts.run("half", train("--resume"))).isZero();

    assertThat(scripts.logged("half"))
        .containsPattern(
            "WARN +the checkpoint \\S+%s is damaged and is passed over: "
                .formatted(newestFirst.get(0).getFileName()))
        .contains(goesOnFrom(newestFirst.get(1)));
    assertThatAllIsThere("half");
  }

  @Test
  void aFullDiskIsToldAndLeavesWhatWasWritten() throws IOException, InterruptedException {
    Optional<SmallDisk> mounted = SmallDisk.mount(scripts, CHECKPOINTS);
    assumeTrue(mounted.isPresent(), "only root may mount a disk to fill");
    try (SmallDisk disk = mounted.get()) {
      Process training = scripts.start("full", train());
      scripts.await(training, amid(2));
      // Whoever removes an old checkpoint makes room for the next.
      scripts.await(
          training,
          () -> {
            disk.fill();
            return false;
          });

      assertThat(scripts.await("full", training)).isEqualTo(ExitCode.FAILED.code());

      Path last = checkpoints().get(0);
      String run = last.getParent().getFileName().toString();
      assertThat(scripts.logged("full"))
          .containsPattern(
              "(?m)^train-image failed: the checkpoint \\S+/%s/\\d{6}-\\d{8} cannot be written, No space left on device: make room .* --resume$"
                  .formatted(run))
          .doesNotContain("\tat ");
      assertThat(models(run)).isEmpty();
      assertThat(WAREHOUSE.resolve("models/face").resolve(run)).doesNotExist();
      assertThat(column("SELECT status FROM mer.runs WHERE run_id = '%s'", run))
          .containsExactly("failed");

      disk.free();
      assertThat(scripts.run("room", train("--resume"))).isZero();

      assertThat(scripts.logged("room")).contains(goesOnFrom(last));
      assertThatAllIsThere("room");
    }
  }

  /** The bundle scores as its training found, and the learning curve has every epoch. */
  private void assertThatAllIsThere(String name) throws IOException {
    String folder = told("bundle", scripts.said(name));
    Bundle bundle = Registry.of(warehouse, lake).open(folder);

    assertThat(accuracy(bundle)).isCloseTo(bundle.manifest().validationAccuracy(), within(1e-9));
    assertThat(models(bundle.version())).containsExactly(folder);
    assertThat(
            column("SELECT epoch FROM mer.epochs WHERE run_id = '%s' ORDER BY 1", bundle.version()))
        .containsExactly((Object[]) EPOCHS);
    assertThat(checkpoints()).isEmpty();
  }

  private double accuracy(Bundle bundle) {
    Dataset<Row> faces = LabelledFaces.of(lake).validation();
    List<Row> scored = FaceScorers.of(bundle).get(0).score(faces).collectAsList();
    long correct =
        scored.stream()
            .filter(
                row ->
                    likeliest(row.getAs("posterior"))
                        == FaceEncoder.forScoring(Views.PLAIN).label(row))
            .count();
    return (double) correct / scored.size();
  }

  private static int likeliest(Row posterior) {
    double[] values = Posteriors.array(posterior);
    int likeliest = 0;
    for (int i = 1; i < values.length; i++) {
      likeliest = values[i] > values[likeliest] ? i : likeliest;
    }

    return likeliest;
  }

  private List<Object> models(String version) {
    return column("SELECT path FROM mer.models WHERE version = '%s'", version);
  }

  private List<Object> column(String query, String value) {
    return spark.sql(query.formatted(value)).collectAsList().stream()
        .map(row -> row.get(0))
        .toList();
  }

  private static String told(String name, List<String> lines) {
    String prefix = name + ": ";
    return lines.stream()
        .filter(line -> line.startsWith(prefix))
        .map(line -> line.substring(prefix.length()))
        .findFirst()
        .orElseThrow();
  }

  /** Reads what the processes write, never what it has read before. */
  private void open(SparkSession local) {
    warehouse = Warehouse.at(WAREHOUSE.toString(), new Configuration());
    spark = LocalSpark.session(local, warehouse);
    spark.conf().set("spark.sql.catalog.lake.cache-enabled", "false");
    lake = Lake.of(spark, warehouse);
  }

  private List<String> train(String... options) {
    List<String> command =
        new ArrayList<>(
            List.of(
                "jobs/train-image.sh",
                "--master",
                cluster.master(),
                "--warehouse",
                WAREHOUSE.toString(),
                "--epochs",
                String.valueOf(EPOCHS.length)));
    Stream.of(
            "channels=4",
            "views=plain",
            "batch-size=8",
            "averaging-frequency=2",
            "checkpoint-minutes=0.0001")
        .forEach(setting -> command.addAll(List.of("--set", "image." + setting)));
    command.addAll(List.of(options));
    return command;
  }

  /** Whether a training has written some checkpoints within an epoch. */
  private static BooleanSupplier amid(int epoch) {
    String some = "%06d-%08d".formatted(epoch, 3);
    return () ->
        checkpoints().stream().anyMatch(path -> path.getFileName().toString().compareTo(some) >= 0);
  }

  /** The newest first; none while the folder is being changed. */
  private static List<Path> checkpoints() {
    try (Stream<Path> folders = Files.walk(CHECKPOINTS, 2)) {
      return folders
          .filter(folder -> folder.getFileName().toString().matches("\\d{6}-\\d{8}"))
          .sorted(Comparator.reverseOrder())
          .toList();
    } catch (IOException | UncheckedIOException e) {
      return List.of();
    }
  }

  private static String goesOnFrom(Path checkpoint) {
    String[] position = checkpoint.getFileName().toString().split("-", -1);
    return "goes on in epoch %d, round %d,"
        .formatted(Integer.parseInt(position[0]), Integer.parseInt(position[1]) + 1);
  }

  /** Puts the checkpoints of the interrupted training back. */
  private static void restore() throws IOException {
    FileUtils.copyDirectory(INTERRUPTED.toFile(), CHECKPOINTS.toFile());
  }

  private static void truncate(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.truncate(channel.size() / 2);
    }
  }
}
