package org.mer.job;

import static org.apache.spark.sql.functions.avg;
import static org.apache.spark.sql.functions.col;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.extension.ExtendWith;
import org.mer.LocalSpark;
import org.mer.model.Bundle;
import org.mer.model.Manifest;
import org.mer.table.Lake;
import org.mer.table.Table;
import org.mer.table.Warehouse;
import picocli.CommandLine;

/** The face model of {@code models/} works for a newcomer, who has trained nothing. */
@Tag("spark")
@ExtendWith(LocalSpark.class)
class ShippedModelTest {
  private static final Path FACE = Path.of("models/face").toAbsolutePath();
  private static final long LARGEST = 10 << 20;

  private static Manifest manifest;

  @BeforeAll
  static void open(Lake lake) {
    manifest =
        Bundle.open(
                new org.apache.hadoop.fs.Path(FACE.toUri()),
                lake.spark().sparkContext().hadoopConfiguration())
            .manifest();
  }

  @Test
  void isSmallAndTellsWhereItComesFrom() throws Exception {
    assertThat(manifest.files().values().stream().mapToLong(Manifest.FileCheck::bytes).sum())
        .isLessThan(LARGEST);
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
