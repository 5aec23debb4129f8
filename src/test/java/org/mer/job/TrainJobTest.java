package org.mer.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.mer.LocalSpark;
import org.mer.UsageException;
import org.mer.demo.SyntheticFaces;
import org.mer.demo.SyntheticTweets;
import org.mer.model.Bundle;
import org.mer.model.Registry;
import org.mer.model.Scorer;
import org.mer.table.Lake;
import org.mer.table.Table;
import org.mer.table.Warehouse;
import org.mer.text.LabelledTweets;
import org.mer.text.TextScorers;
import picocli.CommandLine;

@Tag("spark")
@ExtendWith(LocalSpark.class)
class TrainJobTest {
  @TempDir private Path folder;

  @Test
  void aTrainingWritesAPageOfItsCurves(Lake lake, Warehouse warehouse) throws IOException {
    Path faces = folder.resolve("faces.csv");
    new SyntheticFaces(7)
        .write(
            new org.apache.hadoop.fs.Path(faces.toUri()),
            400,
            lake.spark().sparkContext().hadoopConfiguration());
    new JobRunner(lake, warehouse).run(new IngestFacesJob(), faces.toString());
    TestContext test = new TestContext(lake, warehouse);
    JobContext context = test.of("train-image", Map.of("image.channels", "4"));
    TrainImageJob job = new TrainImageJob();
    new CommandLine(job).parseArgs("--epochs", "2");

    job.run(context);

    Path page = Path.of(warehouse.report(context.runId()).toUri());
    assertThat(test.printed()).contains("report: file:" + page);
    assertThat(Files.readString(page))
        .contains(
            "<h1>Training of face/cnn</h1>",
            "channels</th><td>4</td>",
            "epochs</th><td>2</td>",
            "mer.faces " + lake.snapshots(Table.FACES).get("mer.faces"),
            " (kept)</th>");
    assertThat(lake.read(Table.EPOCHS).where("is_best").count()).isEqualTo(1);
  }

  @Test
  void aTextBundleHoldsTheNetworkAndItsBaselines(Lake lake, Warehouse warehouse)
      throws IOException {
    tweets(lake, warehouse);
    JobContext context =
        new TestContext(lake, warehouse)
            .of(
                "train-text",
                Map.of(
                    "text.units", "4",
                    "text.embedding", "4",
                    "text.vocabulary-buckets", "20",
                    "text.ngrams.bits", "12",
                    "text.ngrams.iterations", "5"));

    train(context, "--epochs", "1");

    Bundle bundle = Registry.of(warehouse, lake).latest("text");
    List<Scorer> scorers = TextScorers.of(bundle);
    assertThat(scorers)
        .extracting(Scorer::subject)
        .containsExactly("text", "text/ngrams", "text/naive-bayes", "text/lexicon");
    assertThat(bundle.manifest().number("vocabulary"))
        .isEqualTo(2 + bundle.lines("vocabulary.txt").size() + 20);
    assertThat(scorers)
        .allSatisfy(
            scorer ->
                assertThat(scorer.score(LabelledTweets.of(lake).validation()).count())
                    .isEqualTo(LabelledTweets.of(lake).validation().count()));
  }

  @Test
  void aTrainingLearnsOnFromABundle(Lake lake, Warehouse warehouse) throws IOException {
    tweets(lake, warehouse);
    Map<String, String> settings =
        Map.of(
            "text.units", "4",
            "text.embedding", "4",
            "text.vocabulary-buckets", "20",
            "text.baselines", "[]",
            "text.learning-rate.highest", "1e-30");
    JobContext before = new TestContext(lake, warehouse).of("train-text", settings);
    train(before, "--epochs", "1");
    Bundle first = Registry.of(warehouse, lake).latest("text");
    JobContext after =
        new TestContext(lake, warehouse)
            .of("train-text", with(settings, "text.vocabulary-size", "10", "seed", "8"));

    train(after, "--epochs", "1", "--begin-with", first.folder().toString());

    Bundle second = Registry.of(warehouse, lake).latest("text");
    assertThat(second.version()).isEqualTo(after.runId());
    assertThat(second.lines("vocabulary.txt")).isEqualTo(first.lines("vocabulary.txt"));
    assertThat(second.weights())
        .as("next to nothing was learned")
        .usingComparatorWithPrecision(1e-9f)
        .containsExactly(first.weights());
    assertThat(Path.of(warehouse.report(after.runId()).toUri()))
        .content()
        .contains("those of " + first.version());

    JobContext other =
        new TestContext(lake, warehouse).of("train-text", with(settings, "text.units", "5"));
    assertThatThrownBy(() -> train(other, "--begin-with", first.folder().toString()))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("cannot begin with the bundle " + first.folder())
        .hasMessageContaining("or begin with random weights");
  }

  @Test
  void aBaselineThatIsNoneIsTheUsersMistake(Lake lake, Warehouse warehouse) {
    JobContext context =
        new TestContext(lake, warehouse)
            .of("train-text", Map.of("text.baselines", "[ngrams, svm]"));

    assertThatThrownBy(() -> new TrainTextJob().check(context))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("the settings under 'text' cannot be used: baselines must be of");
  }

  private void tweets(Lake lake, Warehouse warehouse) throws IOException {
    Path tweets = folder.resolve("tweets.csv");
    new SyntheticTweets(7)
        .write(
            new org.apache.hadoop.fs.Path(tweets.toUri()),
            600,
            lake.spark().sparkContext().hadoopConfiguration());
    new JobRunner(lake, warehouse).run(new IngestTweetsJob(), tweets.toString());
  }

  private static void train(JobContext context, String... arguments) {
    TrainTextJob job = new TrainTextJob();
    new CommandLine(job).parseArgs(arguments);
    job.check(context);
    job.run(context);
  }

  private static Map<String, String> with(Map<String, String> settings, String... others) {
    Map<String, String> all = new HashMap<>(settings);
    for (int i = 0; i < others.length; i += 2) {
      all.put(others[i], others[i + 1]);
    }

    return all;
  }
}
