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
import org.mer.LocalSpark;
import org.mer.UsageException;
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

/** Combines two small networks that were trained on made-up tweets. */
@Tag("spark")
@ExtendWith(LocalSpark.class)
class CombineTextJobTest {
  private static Lake lake;
  private static Warehouse warehouse;
  private static String printed;
  private static Bundle combined;

  @BeforeAll
  static void combine(Lake given, Warehouse root, @TempDir Path folder) throws IOException {
    lake = given;
    warehouse = root;
    Path tweets = folder.resolve("tweets.csv");
    new SyntheticTweets(7)
        .write(
            new org.apache.hadoop.fs.Path(tweets.toUri()),
            1000,
            lake.spark().sparkContext().hadoopConfiguration());
    new JobRunner(lake, warehouse).run(new IngestTweetsJob(), tweets.toString());
    train("lstm", "[ngrams, lexicon]");
    train("transformer", "[]");
    printed = combine();
    combined = Registry.of(warehouse, lake).latest("text");
  }

  @Test
  void theBundleHoldsTheEnsembleItsMembersAndTheBaselines() {
    Bundle bundle = combined;

    assertThat(bundle.manifest().network()).isEqualTo("ensemble");
    assertThat(bundle.parts()).containsExactly("lstm", "transformer");
    assertThat(bundle.part("lstm").has("weights.q8")).isTrue();
    assertThat(bundle.part("lstm").has("ngrams.i8")).isFalse();
    assertThat(TextScorers.of(bundle))
        .extracting(Scorer::subject)
        .containsExactly(
            "text",
            "text/three-way",
            "text/lstm",
            "text/transformer",
            "text/ngrams",
            "text/lexicon");
    assertThat(printed)
        .contains("text/lstm: validation accuracy 0.", " with weights of 32 bits), weight ")
        .contains("text/ngrams: validation accuracy 0.")
        .contains("bundle: " + bundle.folder());
  }

  @Test
  void everyTweetIsScoredByTheEnsemble() {
    Scorer ensemble = TextScorers.of(combined).get(0);
    Dataset<Row> tweets = LabelledTweets.of(lake).validation();

    List<Row> scored = ensemble.score(tweets).collectAsList();

    assertThat(scored).hasSize((int) tweets.count());
    assertThat(scored.get(0).schema().fieldNames())
        .hasSize(tweets.columns().length + 1)
        .contains("posterior");
    assertThat(scored)
        .allSatisfy(
            row -> {
              Row posterior = row.getAs("posterior");
              assertThat(posterior.getDouble(0) + posterior.getDouble(2)).isBetween(0.999, 1.001);
            });
    double right = scored.stream().filter(CombineTextJobTest::isRight).count();
    assertThat(right / scored.size())
        .isCloseTo(combined.manifest().validationAccuracy(), within(1e-9));
  }

  @Test
  void theEnsembleWeighsWhatItsMembersSayAlone() {
    Map<String, Double> held = combined.manifest().hyperparameters();
    List<Scorer> scorers = TextScorers.of(combined);
    Map<String, Double> sums = new HashMap<>();
    for (Scorer member : scorers.subList(2, 5)) {
      double weight = held.get("ensemble-weight-" + member.subject().substring("text/".length()));
      logOdds(member).forEach((id, said) -> sums.merge(id, weight * said, Double::sum));
    }

    Map<String, Double> together = logOdds(scorers.get(0));

    assertThat(together).hasSameSizeAs(sums);
    together.forEach(
        (id, said) ->
            assertThat(said * combined.manifest().temperature())
                .isCloseTo(sums.get(id) + held.get("ensemble-intercept"), within(1e-4)));
  }

  @Test
  void networksThatReadTheSameNumbersAreAskedInOnePass() {
    Dataset<Row> tweets = LabelledTweets.of(lake).validation();

    String plan =
        TextScorers.of(combined).get(0).score(tweets).queryExecution().analyzed().toString();

    assertThat(plan.split("MapPartitions", -1)).hasSize(2);
  }

  private static Map<String, Double> logOdds(Scorer scorer) {
    Map<String, Double> logOdds = new HashMap<>();
    for (Row row : scorer.score(LabelledTweets.of(lake).validation()).collectAsList()) {
      Row posterior = row.getAs("posterior");
      logOdds.put(row.getAs("id"), Math.log(posterior.getDouble(2) / posterior.getDouble(0)));
    }

    return logOdds;
  }

  @Test
  void threeWayTakesNeutralFromBothSidesAlike() {
    List<Scorer> scorers = TextScorers.of(combined);
    Dataset<Row> tweets = LabelledTweets.of(lake).validation();
    Map<String, Row> polar = new HashMap<>();
    scorers
        .get(0)
        .score(tweets)
        .collectAsList()
        .forEach(row -> polar.put(row.getAs("id"), row.getAs("posterior")));

    assertThat(scorers.get(1).score(tweets).collectAsList())
        .hasSameSizeAs(polar.keySet())
        .allSatisfy(
            row -> {
              Row posterior = row.getAs("posterior");
              double neutral = posterior.getDouble(1);
              assertThat(neutral).isBetween(0.0, 1.0);
              assertThat(posterior.getDouble(0) + neutral + posterior.getDouble(2))
                  .isCloseTo(1, within(1e-9));
              assertThat(posterior.getDouble(2))
                  .isCloseTo(
                      (1 - neutral) * polar.get(row.<String>getAs("id")).getDouble(2),
                      within(1e-6));
            });
  }

  @Test
  void aPartServesAsABundleOfItsOwn() {
    String folder = combined.folder() + "/transformer";

    assertThat(TextScorers.of(Registry.of(warehouse, lake).open(folder)))
        .extracting(Scorer::subject)
        .containsExactly("text");
  }

  @Test
  void theSameNetworkTwiceGetsANumber() {
    String lstm =
        lake.read(Table.MODELS).where("network = 'lstm'").select("path").first().getString(0);

    combine(lstm, lstm);

    assertThat(Registry.of(warehouse, lake).latest("text").parts())
        .containsExactly("lstm", "lstm-2");
  }

  @Test
  void anEnsembleIsNotCombinedAgain() {
    String ensemble = combined.folder().toString();

    assertThatThrownBy(() -> combine(ensemble))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("is an ensemble already");
  }

  private static void train(String network, String baselines) {
    Map<String, String> settings =
        new HashMap<>(
            Map.of(
                "text.network", network,
                "text.baselines", baselines,
                "text.units", "8",
                "text.embedding", "8",
                "text.transformer.heads", "2",
                "text.learning-rate.highest", "0.02",
                "text.batch-size", "32",
                "text.ngrams.bits", "12",
                "text.ngrams.iterations", "5"));
    TrainTextJob job = new TrainTextJob();
    new CommandLine(job).parseArgs("--epochs", "1");
    job.run(new TestContext(lake, warehouse).of("train-text", settings));
  }

  private static String combine(String... bundles) {
    TestContext test = new TestContext(lake, warehouse);
    CombineTextJob job = new CombineTextJob();
    new CommandLine(job).parseArgs(bundles);
    JobContext context = test.of("combine-text", Map.of());
    job.check(context);
    job.run(context);
    return test.printed();
  }

  private static boolean isRight(Row scored) {
    Row posterior = scored.getAs("posterior");
    boolean isPositive = posterior.<Double>getAs("positive") > posterior.<Double>getAs("negative");
    return isPositive == scored.getAs("polarity").equals("positive");
  }
}
