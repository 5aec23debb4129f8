package org.mer.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mer.LocalSpark;
import org.mer.UsageException;
import org.mer.model.Bundle;
import org.mer.model.CalibratedScorer;
import org.mer.model.Manifest;
import org.mer.model.Scorer;
import org.mer.model.TemperatureScaling;

/** Fits baselines to made-up tweets whose polarity hangs on words, or on two words together. */
@Tag("spark")
@ExtendWith(LocalSpark.class)
class TextBaselinesTest {
  private static final StructType TWEET =
      new StructType()
          .add("id", DataTypes.StringType)
          .add("polarity", DataTypes.StringType)
          .add("text", DataTypes.StringType);
  private static final NGramRecipe RECIPE = new NGramRecipe(2, 16, 5000, 1, 1e-4, 30, 20);

  private static SparkSession spark;
  private static TextBaselines.Fitted fitted;

  @TempDir private java.nio.file.Path folder;

  @BeforeAll
  static void fit(SparkSession session) {
    spark = session;
    fitted =
        new TextBaselines(EnumSet.allOf(Baseline.class), RECIPE)
            .fit(tweets(600, 1), tweets(200, 2));
  }

  @Test
  void allAreScoredOutOfABundle() {
    List<CalibratedScorer> scorers =
        BaselineScorers.of(bundle(fitted.files(), fitted.hyperparameters()));

    assertThat(scorers)
        .extracting(Scorer::subject)
        .containsExactly("text/ngrams", "text/naive-bayes", "text/lexicon");
    Dataset<Row> tweets = tweets(200, 3);
    assertThat(scorers)
        .allSatisfy(
            scorer -> {
              List<Row> scored = scorer.score(tweets).collectAsList();
              assertThat(scorer.version()).isEqualTo("v1");
              assertThat(scored).hasSize(200);
              assertThat(scored.get(0).schema().fieldNames())
                  .containsExactly("id", "polarity", "text", "posterior");
              assertThat(scored.stream().filter(TextBaselinesTest::isRight).count())
                  .as(scorer.subject())
                  .isGreaterThan(scorer.subject().equals("text/ngrams") ? 190 : 140);
            });
  }

  @ParameterizedTest
  @EnumSource(names = {"NGRAMS", "NAIVE_BAYES"})
  void posteriorsAreTheCalibratedProbabilitiesOfTheSameHash(Baseline baseline) {
    Bundle bundle = bundle(fitted.files(), fitted.hyperparameters());
    NGramModel model =
        new NGramModel(
            new NGrams(2, 16),
            KnownNGrams.of(bundle.bytes("ngrams.bits")),
            new QuantizedWeights(
                bundle.bytes(baseline.label() + ".i8"),
                bundle.manifest().number(baseline.label() + "-largest")),
            bundle.manifest().number(baseline.label() + "-intercept"));
    TemperatureScaling calibration =
        new TemperatureScaling(bundle.manifest().number(baseline.label() + "-temperature"));
    Scorer scorer =
        BaselineScorers.of(bundle).stream()
            .filter(one -> one.subject().equals(baseline.subject()))
            .findFirst()
            .orElseThrow();

    assertThat(scorer.temperature()).isEqualTo(calibration.temperature());
    for (Row row : scorer.score(tweets(20, 4)).collectAsList()) {
      double[] expected = calibration.apply(model.probabilities(row.getAs("text")));
      Row posterior = row.getAs("posterior");
      assertThat(posterior.<Double>getAs("negative")).isCloseTo(expected[0], within(1e-9));
      assertThat(posterior.<Double>getAs("neutral")).isZero();
      assertThat(posterior.<Double>getAs("positive")).isCloseTo(expected[1], within(1e-9));
    }
  }

  @Test
  void onlyWhatIsWantedIsFitted() {
    TextBaselines.Fitted bayes =
        new TextBaselines(Set.of(Baseline.NAIVE_BAYES), RECIPE).fit(tweets(200, 1), tweets(50, 2));

    assertThat(bayes.files()).containsOnlyKeys("ngrams.bits", "naive-bayes.i8");
    assertThat(BaselineScorers.of(bundle(bayes.files(), bayes.hyperparameters())))
        .extracting(Scorer::subject)
        .containsExactly("text/naive-bayes");
  }

  @Test
  void theWordsThatTellAreInTheBundleAndInTheReport() {
    List<String> lines =
        bundle(fitted.files(), fitted.hyperparameters()).lines("telling-words.tsv");

    assertThat(lines).allMatch(line -> line.matches("[^\t]+\t-?[0-9.]+\t[0-9]+"));
    assertThat(lines.subList(0, 5)).anyMatch(line -> line.startsWith("not horrible\t"));
    assertThat(lines.subList(lines.size() - 5, lines.size()))
        .anyMatch(line -> line.startsWith("not great\t"));
    assertThat(fitted.exhibits())
        .singleElement()
        .satisfies(
            exhibit -> {
              assertThat(exhibit.note()).contains("at least 20 training texts");
              assertThat(exhibit.tables()).hasSize(2);
              assertThat(exhibit.tables().get(0).lines())
                  .hasSizeBetween(1, 25)
                  .anyMatch(line -> line.head().equals("not great"));
            });
  }

  @Test
  void noneAreFittedAndNoneIsInAnOlderBundle() {
    TextBaselines.Fitted none =
        new TextBaselines(Set.of(), RECIPE).fit(tweets(10, 1), tweets(10, 2));

    assertThat(none.files()).isEmpty();
    assertThat(none.hyperparameters()).isEmpty();
    assertThat(none.exhibits()).isEmpty();
    assertThat(BaselineScorers.of(bundle(Map.of(), Map.of("units", 3.0)))).isEmpty();
  }

  @Test
  void oneClassAloneIsLeftToTheJobToRefuse() {
    Dataset<Row> positive = tweets(20, 1).where("polarity = 'positive'");

    assertThat(
            new TextBaselines(EnumSet.allOf(Baseline.class), RECIPE)
                .fit(positive, tweets(10, 2))
                .files())
        .isEmpty();
  }

  @Test
  void tooRareNGramsAreTheUsersMistake() {
    TextBaselines rare =
        new TextBaselines(Set.of(Baseline.NGRAMS), new NGramRecipe(2, 16, 5000, 1000, 0, 5, 1));

    assertThatThrownBy(() -> rare.fit(tweets(20, 1), tweets(10, 2)))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("lower text.ngrams.minimum-texts");
  }

  @Test
  void nothingStaysInMemory() {
    assertThat(spark.sharedState().cacheManager().isEmpty()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"ngrams.bits", "ngrams.i8", "naive-bayes.i8", "lexicon.tsv"})
  void aBundleThatLacksAFileIsRefused(String file) {
    Map<String, byte[]> files = new HashMap<>(fitted.files());
    files.remove(file);
    Bundle bundle = bundle(files, fitted.hyperparameters());

    assertThatThrownBy(() -> BaselineScorers.of(bundle))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("has no file '" + file + "'");
  }

  @ParameterizedTest
  @ValueSource(strings = {"ngrams.bits", "ngrams.i8", "naive-bayes.i8", "lexicon.tsv"})
  void aBundleWithHalfAFileIsRefused(String file) {
    Map<String, byte[]> files = new HashMap<>(fitted.files());
    byte[] whole = files.get(file);
    // The lexicon is cut within its first word.
    files.put(file, Arrays.copyOf(whole, file.endsWith(".tsv") ? 1 : whole.length / 2));
    Bundle bundle = bundle(files, fitted.hyperparameters());

    assertThatThrownBy(() -> BaselineScorers.of(bundle))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("make it again with this version");
  }

  @ParameterizedTest
  @ValueSource(strings = {"ngrams-longest", "ngrams-bits", "ngrams-largest", "lexicon-slope"})
  void aBundleWithoutANumberIsRefused(String name) {
    Map<String, Double> numbers = new TreeMap<>(fitted.hyperparameters());
    numbers.remove(name);
    Bundle bundle = bundle(fitted.files(), numbers);

    assertThatThrownBy(() -> BaselineScorers.of(bundle))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("lacks the hyper-parameter '" + name + "'");
  }

  @ParameterizedTest
  @ValueSource(strings = {"ngrams-bits", "ngrams-longest", "ngrams-temperature"})
  void aBundleWithAnImpossibleNumberIsRefused(String name) {
    Map<String, Double> numbers = new TreeMap<>(fitted.hyperparameters());
    numbers.put(name, -1.0);
    Bundle bundle = bundle(fitted.files(), numbers);

    assertThatThrownBy(() -> BaselineScorers.of(bundle))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("cannot be: -1");
  }

  @Test
  void namesTheBaselinesThatThereAre() {
    assertThatThrownBy(() -> Baseline.named("svm"))
        .hasMessage("baselines must be of ngrams, naive-bayes, lexicon, cannot be: svm");
  }

  @ParameterizedTest
  @ValueSource(doubles = {-1, Double.NaN})
  void refusesARegularizationThatIsNone(double regularization) {
    assertThatThrownBy(() -> new NGramRecipe(2, 16, 10, 1, regularization, 5, 1))
        .hasMessageContaining("ngrams.regularization must be at least 0, cannot be: ");
  }

  private static boolean isRight(Row scored) {
    Row posterior = scored.getAs("posterior");
    boolean isPositive = posterior.<Double>getAs("positive") > posterior.<Double>getAs("negative");
    return isPositive == scored.getAs("polarity").equals("positive");
  }

  private Bundle bundle(Map<String, byte[]> files, Map<String, Double> hyperparameters) {
    Manifest manifest =
        new Manifest(
            Manifest.FORMAT,
            "text",
            "v1",
            "run",
            "2026-01-01T00:00:00Z",
            "0",
            "lstm",
            hyperparameters,
            List.of("negative", "positive"),
            3,
            1.25,
            0.8,
            0.7,
            10,
            1,
            Map.of(),
            Map.of());
    Configuration hadoop = new Configuration();
    Bundle written = Bundle.write(new Path(folder.toUri()), manifest, files, hadoop);
    return Bundle.open(written.folder(), hadoop);
  }

  /** Words that tell, a negation that turns them, and words that say nothing. */
  /**
   * A fifth of them are turned by a "not", which the lexicon does not read, and naive Bayes counts
   * less than "horrible" and "horrible today" together.
   */
  private static Dataset<Row> tweets(int count, long seed) {
    Random random = new Random(seed);
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      boolean isPositive = i % 2 == 0;
      boolean isTurned = random.nextInt(5) == 0;
      List<String> words =
          isPositive == isTurned ? List.of("horrible", "sad") : List.of("great", "happy");
      String telling = words.get(random.nextInt(words.size()));
      rows.add(
          RowFactory.create(
              seed + "-" + i,
              isPositive ? "positive" : "negative",
              "the day %d is %s%s today"
                  .formatted(random.nextInt(30), isTurned ? "not " : "", telling)));
    }

    return spark.createDataFrame(rows, TWEET);
  }
}
