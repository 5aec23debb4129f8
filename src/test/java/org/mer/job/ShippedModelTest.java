package org.mer.job;

import static org.apache.spark.sql.functions.avg;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.mer.LocalSpark;
import org.mer.model.Bundle;
import org.mer.model.Manifest;
import org.mer.table.Lake;
import org.mer.table.Table;
import org.mer.table.Warehouse;
import org.mer.text.LabelledTweets;
import org.mer.text.TextScorers;
import picocli.CommandLine;

/** The models of {@code models/} work for a newcomer, who has trained nothing. */
@Tag("spark")
@ExtendWith(LocalSpark.class)
class ShippedModelTest {
  private static final Path FACE = Path.of("models/face").toAbsolutePath();
  private static final Path TEXT = Path.of("models/text").toAbsolutePath();
  private static final long LARGEST = 10 << 20;
  private static final long LARGEST_TEXT = 12 << 20;
  private static final int EVERY = 64;

  private static Manifest manifest;
  private static Bundle text;

  @TempDir Path folder;

  @BeforeAll
  static void open(Lake lake) {
    manifest = open(FACE, lake).manifest();
    text = open(TEXT, lake);
  }

  private static Bundle open(Path folder, Lake lake) {
    return Bundle.open(
        new org.apache.hadoop.fs.Path(folder.toUri()),
        lake.spark().sparkContext().hadoopConfiguration());
  }

  @Test
  void isSmallAndTellsWhereItComesFrom() throws Exception {
    assertThat(bytes(manifest)).isLessThan(LARGEST);
    assertThat(Files.size(FACE.resolve("weights.f32"))).isEqualTo(manifest.parameters() * 4);
    assertThat(manifest.runId()).startsWith("train-image-");
    assertThat(manifest.trainingRows()).isGreaterThan(27_000);
  }

  @Test
  @EnabledIfEnvironmentVariable(named = "MER_DATA", matches = ".+")
  void scoresWhatItsManifestSays(Lake lake, Warehouse warehouse) {
    String fuseRun = fuse(ingested(lake, warehouse));

    double accuracy =
        lake.read(Table.FACE_PREDICTIONS)
            .where(col("subject").equalTo("face").and(col("part").equalTo("PublicTest")))
            .select(avg(col("predicted").equalTo(col("truth")).cast("double")))
            .first()
            .getDouble(0);
    assertThat(accuracy).isCloseTo(manifest.validationAccuracy(), within(0.002));
    assertThat(metrics(lake, warehouse, fuseRun)).contains("face", "face/hog", "face/majority");
  }

  @Test
  void theTextModelIsSmallAndTellsWhereItComesFrom() {
    assertThat(bytes(text.manifest())).isLessThan(LARGEST_TEXT);
    assertThat(text.parts()).containsExactlyInAnyOrder("bilstm", "transformer");
    assertThat(text.manifest().runId()).startsWith("combine-text-");
    assertThat(text.manifest().trainingRows()).isGreaterThan(1_200_000);
    assertThat(text.manifest().hyperparameters())
        .containsKeys("ensemble-weight-ngrams", "neutral-slope");
  }

  @Test
  void theTextModelTellsGoodNewsFromBad(Lake lake) {
    Dataset<Row> texts =
        lake.spark()
            .createDataset(
                List.of(
                    "i love this so much , what a great day",
                    "thank you , that was awesome",
                    "this is not good at all",
                    "i have to work and i am so sick"),
                Encoders.STRING())
            .toDF("text");

    List<String> positive =
        TextScorers.of(text)
            .get(0)
            .score(texts)
            .where("posterior.positive > 0.5")
            .select("text")
            .as(Encoders.STRING())
            .collectAsList();

    assertThat(positive)
        .containsExactlyInAnyOrder(
            "i love this so much , what a great day", "thank you , that was awesome");
  }

  @Test
  @EnabledIfEnvironmentVariable(named = "MER_DATA", matches = ".+")
  void theTextModelScoresWhatItsManifestSays(Lake lake, Warehouse warehouse) throws Exception {
    IngestTweetsJob job = new IngestTweetsJob();
    new CommandLine(job).parseArgs(someTweets().toString());
    job.execute(new TestContext(lake, warehouse).of("ingest-tweets", Map.of()));

    Row found =
        TextScorers.of(text)
            .get(0)
            .score(LabelledTweets.of(lake).validation())
            .select(
                avg(
                    col("posterior.positive")
                        .gt(0.5)
                        .equalTo(col("polarity").equalTo("positive"))
                        .cast("double")),
                count("*"))
            .first();
    assertThat(found.getLong(1)).isBetween(2_000L, 3_000L);
    assertThat(found.getDouble(0)).isCloseTo(text.manifest().validationAccuracy(), within(0.03));
  }

  /** Every so many lines of Sentiment140: parts are told by the text, so all of them are there. */
  private Path someTweets() throws Exception {
    Path all = Path.of(System.getenv("MER_DATA"), "training.1600000.processed.noemoticon.csv");
    try (Stream<String> lines = Files.lines(all, StandardCharsets.ISO_8859_1)) {
      AtomicLong number = new AtomicLong();
      List<String> some = lines.filter(line -> number.getAndIncrement() % EVERY == 0).toList();
      return Files.write(folder.resolve("tweets.csv"), some, StandardCharsets.ISO_8859_1);
    }
  }

  private static long bytes(Manifest of) {
    return of.files().values().stream().mapToLong(Manifest.FileCheck::bytes).sum();
  }

  /** Scores the faces without a text in sight, as epochs are judged: without a mirror image. */
  private static String fuse(TestContext test) {
    JobContext context = test.of("fuse", Map.of());
    FuseJob job = new FuseJob();
    new CommandLine(job)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .parseArgs(
            "--only", "face", "--face-views", "plain", "--face-model", FACE.toUri().toString());
    job.check(context);
    assertThat(job.plan(context)).contains(manifest.version());
    job.run(context);
    assertThat(test.printed()).contains("scored without pairs");
    return context.runId();
  }

  private static TestContext ingested(Lake lake, Warehouse warehouse) {
    TestContext test = new TestContext(lake, warehouse);
    IngestFacesJob job = new IngestFacesJob();
    new CommandLine(job).parseArgs(System.getenv("MER_DATA") + "/fer2013.csv");
    job.execute(test.of("ingest-faces", Map.of()));
    return test;
  }

  private static List<String> metrics(Lake lake, Warehouse warehouse, String fuseRun) {
    JobContext context = new TestContext(lake, warehouse).of("evaluate", Map.of());
    EvaluateJob job = new EvaluateJob();
    job.fuseRun = fuseRun;
    job.check(context);
    job.run(context);
    return lake
        .read(Table.METRICS)
        .where(
            "part = 'PrivateTest' AND slice = 'all' AND metric = 'macro_f1' AND value > 0 AND n = 3589")
        .select("subject")
        .distinct()
        .collectAsList()
        .stream()
        .map(row -> row.getString(0))
        .toList();
  }
}
