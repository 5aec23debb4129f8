package org.mer.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.mer.Emotion;
import org.mer.LocalSpark;
import org.mer.UsageException;
import org.mer.demo.SyntheticFaces;
import org.mer.image.FaceScorers;
import org.mer.image.LabelledFaces;
import org.mer.model.Bundle;
import org.mer.model.Registry;
import org.mer.model.Scorer;
import org.mer.model.TemperatureScaling;
import org.mer.table.Lake;
import org.mer.table.Table;
import org.mer.table.Warehouse;
import org.mer.training.Placement;
import picocli.CommandLine;

/** Combines two small networks that were trained on made-up faces. */
@Tag("spark")
@ExtendWith(LocalSpark.class)
class CombineImageJobTest {
  private static Lake lake;
  private static Warehouse warehouse;
  private static List<String> trained;
  private static String printed;
  private static Bundle combined;

  @BeforeAll
  static void combine(Lake given, Warehouse root, @TempDir Path folder) throws IOException {
    lake = given;
    warehouse = root;
    Path faces = folder.resolve("faces.csv");
    new SyntheticFaces(7)
        .write(
            new org.apache.hadoop.fs.Path(faces.toUri()),
            600,
            lake.spark().sparkContext().hadoopConfiguration());
    new JobRunner(lake, warehouse).run(new IngestFacesJob(), faces.toString());
    train("1");
    train("2");
    trained =
        lake
            .read(Table.MODELS)
            .where("network = 'cnn'")
            .orderBy("created_at")
            .select("path")
            .collectAsList()
            .stream()
            .map(row -> row.getString(0))
            .toList();
    printed = combine(trained.toArray(String[]::new));
    combined = Registry.of(warehouse, lake).latest("face");
  }

  @Test
  void theBundleHoldsBothNetworksAndTheBaselineOnce() {
    assertThat(combined.manifest().network()).isEqualTo("ensemble");
    assertThat(combined.parts()).containsExactly("cnn", "cnn-2");
    assertThat(combined.part("cnn").has("weights.q8")).isTrue();
    assertThat(combined.part("cnn-2").has("gradients.f32")).isFalse();
    assertThat(combined.manifest().parameters())
        .isEqualTo(2 * combined.part("cnn").manifest().parameters());
    assertThat(FaceScorers.of(combined))
        .extracting(Scorer::subject)
        .containsExactly("face", "face/cnn", "face/cnn-2", "face/hog");
    assertThat(printed)
        .contains("face/cnn: validation accuracy 0.", "face/cnn-2: validation accuracy 0.")
        .contains(" with weights of 32 bits)")
        .contains("bundle: " + combined.folder());
  }

  @Test
  void theEnsembleIsTheCalibratedMeanOfWhatItsMembersSayAlone() {
    List<Scorer> scorers = FaceScorers.of(combined);
    Map<String, double[]> one = said(scorers.get(1));
    Map<String, double[]> other = said(scorers.get(2));
    TemperatureScaling calibration = new TemperatureScaling(combined.manifest().temperature());

    Map<String, double[]> together = said(scorers.get(0));

    assertThat(together).hasSize((int) faces().count()).hasSameSizeAs(one);
    together.forEach(
        (id, probabilities) -> {
          double[] mean = new double[Emotion.COUNT];
          for (int i = 0; i < mean.length; i++) {
            mean[i] = (one.get(id)[i] + other.get(id)[i]) / 2;
          }

          assertThat(probabilities).containsExactly(calibration.apply(mean), within(1e-5));
        });
  }

  @Test
  void bothNetworksAreAskedInOnePass() {
    String plan =
        FaceScorers.of(combined, Placement.IN_PLACE)
            .get(0)
            .score(faces())
            .queryExecution()
            .analyzed()
            .toString();

    assertThat(plan.split("MapPartitions", -1)).hasSize(2);
  }

  @Test
  void theManifestSaysWhatTheEnsembleReaches() {
    List<Row> scored = FaceScorers.of(combined).get(0).score(faces()).collectAsList();

    double right = scored.stream().filter(CombineImageJobTest::isRight).count();

    assertThat(right / scored.size())
        .isCloseTo(combined.manifest().validationAccuracy(), within(1e-9));
  }

  @Test
  void aPartServesAsABundleOfItsOwn() {
    assertThat(FaceScorers.of(Registry.of(warehouse, lake).open(combined.folder() + "/cnn-2")))
        .extracting(Scorer::subject)
        .containsExactly("face");
  }

  @Test
  void oneNetworkIsNoEnsemble() {
    assertThatThrownBy(() -> combine(trained.get(0)))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("two networks at least, there is one of 1");
    assertThatThrownBy(CombineImageJobTest::combine)
        .as("the newest of each network, and both are of one")
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("name the folders of both");
  }

  @Test
  void anEnsembleIsNotCombinedAgain() {
    String ensemble = combined.folder().toString();

    assertThatThrownBy(() -> combine(ensemble, trained.get(0)))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("is an ensemble already");
  }

  private static Dataset<Row> faces() {
    return LabelledFaces.of(lake).validation();
  }

  private static Map<String, double[]> said(Scorer scorer) {
    Map<String, double[]> said = new HashMap<>();
    for (Row row : scorer.score(faces()).collectAsList()) {
      said.put(row.getAs("id"), posterior(row));
    }

    return said;
  }

  private static double[] posterior(Row scored) {
    Row posterior = scored.getAs("posterior");
    double[] probabilities = new double[Emotion.COUNT];
    for (int i = 0; i < probabilities.length; i++) {
      probabilities[i] = posterior.getDouble(i);
    }

    return probabilities;
  }

  private static boolean isRight(Row scored) {
    double[] posterior = posterior(scored);
    int likeliest = 0;
    for (int i = 1; i < posterior.length; i++) {
      likeliest = posterior[i] > posterior[likeliest] ? i : likeliest;
    }

    return Emotion.values()[likeliest].label().equals(scored.getAs("emotion"));
  }

  private static void train(String seed) {
    Map<String, String> settings =
        Map.of("seed", seed, "image.channels", "4", "image.batch-size", "32");
    TrainImageJob job = new TrainImageJob();
    new CommandLine(job).parseArgs("--epochs", "1");
    job.run(new TestContext(lake, warehouse).of("train-image", settings));
  }

  private static String combine(String... bundles) {
    TestContext test = new TestContext(lake, warehouse);
    CombineImageJob job = new CombineImageJob();
    new CommandLine(job).parseArgs(bundles);
    JobContext context = test.of("combine-image", Map.of());
    job.check(context);
    job.run(context);
    return test.printed();
  }
}
