package org.mer.job;

import static org.apache.spark.sql.functions.abs;
import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.element_at;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.pmod;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.functions.xxhash64;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.mer.Emotion;
import org.mer.LocalSpark;
import org.mer.UsageException;
import org.mer.model.Scorer;
import org.mer.table.Lake;
import org.mer.table.Posteriors;
import org.mer.table.Publication;
import org.mer.table.Table;
import org.mer.table.Warehouse;
import org.mer.text.BehaviourSuite;

/** Fuses made-up scorers on made-up rows, then evaluates the run. */
@Tag("spark")
@ExtendWith(LocalSpark.class)
class FuseJobTest {
  private static final int SEEDS = 2;
  private static final int TEXTS = 120;
  private static final int PICTURES = 70;

  private static Lake lake;
  private static Warehouse warehouse;
  private static String printed;
  private static String fuseRun;

  @BeforeAll
  static void fuse(Lake given, Warehouse root) {
    lake = given;
    warehouse = root;
    try (Publication publication = lake.publication("ingest")) {
      publication.append(Table.TWEETS, HeldOutRows.tweets(lake, TEXTS));
      publication.append(Table.FACES, HeldOutRows.faces(lake, PICTURES));
      publication.publish();
    }

    TestContext test = new TestContext(lake, warehouse);
    JobContext context = test.of("fuse", Map.of("fusion.seeds", Integer.toString(SEEDS)));
    new FuseJob()
        .fuse(
            context,
            List.of(new MadeUp("text", text()), new MadeUp("text/other", text())),
            List.of(new MadeUp("face", face())));
    printed = test.printed();
    fuseRun = context.runId();
  }

  @Test
  void everyHeldOutRowIsPredictedByEveryScorer() {
    assertThat(lake.read(Table.TEXT_PREDICTIONS).groupBy("subject", "part").count().collectAsList())
        .extracting(row -> row.getString(0) + " " + row.getString(1) + " " + row.getLong(2))
        .containsExactlyInAnyOrder(
            "text validation 120",
            "text test 120",
            "text manual 30",
            "text/other validation 120",
            "text/other test 120",
            "text/other manual 30");
    Row tweet = lake.read(Table.TEXT_PREDICTIONS).where("id = 'test-0'").first();
    assertThat(tweet.<Integer>getAs("tokens")).isEqualTo(3);
    assertThat(
            lake.read(Table.TEXT_PREDICTIONS)
                .where("confidence <> greatest(posterior.negative, posterior.positive)")
                .count())
        .isZero();
    assertThat(lake.read(Table.FACE_PREDICTIONS).groupBy("part").count().collectAsList())
        .extracting(row -> row.getString(0) + " " + row.getLong(1))
        .containsExactlyInAnyOrder("PublicTest 70", "PrivateTest 70");
  }

  @Test
  void aScoreSaysWhenItsRunStarted() {
    assertThat(
            lake.read(Table.SCORES)
                .selectExpr("date_format(scored_at, \"yyyyMMdd'T'HHmmss\")")
                .distinct()
                .collectAsList())
        .containsExactly(
            RowFactory.create(fuseRun.substring("fuse-".length(), fuseRun.lastIndexOf('-'))));
  }

  @Test
  void pairsForFittingAndForTestingHaveNothingInCommon() {
    Dataset<Row> pairs = lake.read(Table.PAIRS);

    for (String id : List.of("text_id", "face_id")) {
      Set<String> fit = ids(pairs.where("part = 'pairs-fit'"), id);
      Set<String> test = ids(pairs.where("part = 'pairs-test'"), id);
      assertThat(fit).isNotEmpty().doesNotContainAnyElementsOf(test);
    }

    assertThat(pairs.where("part = 'pairs-fit'").count()).isEqualTo(PICTURES * SEEDS);
    assertThat(pairs.where("control = 'unconditional'").count()).isEqualTo(PICTURES * SEEDS);
  }

  @Test
  void scoresHoldEveryPairAndItsControls() {
    assertThat(lake.read(Table.SCORES).groupBy("part", "control").count().collectAsList())
        .extracting(row -> row.getString(0) + " " + row.getString(1) + " " + row.getLong(2))
        .containsExactlyInAnyOrder(
            "pairs-fit none 140",
            "pairs-test none 140",
            "pairs-test unconditional 140",
            "pairs-test face-prior 100",
            "pairs-test text-prior 100",
            "pairs-test surprise:positive=0.00 100",
            "pairs-test surprise:positive=0.25 100",
            "pairs-test surprise:positive=0.50 100",
            "pairs-test surprise:positive=0.75 100",
            "pairs-test surprise:positive=1.00 100");
    assertThat(lake.read(Table.SCORES).where("not is_synthetic_pair").count()).isZero();
    assertThat(printed).contains("1120 scores").doesNotContain("text weight 0.00");
    assertThat(
            lake.read(Table.SCORES)
                .where(
                    "kind = 'surprise' AND truth_polarity IS NOT NULL OR kind = 'polar' AND truth_polarity IS NULL")
                .count())
        .isZero();
  }

  @Test
  void theRuleOfTheScoresIsTheBestOfThoseTried() {
    Dataset<Row> tried = lake.read(Table.FUSION_RULES);
    Row chosen = tried.where("chosen").first();

    assertThat(tried.where(col("run_id").equalTo(fuseRun)).count()).isEqualTo(4);
    assertThat(tried.where("chosen").count()).isEqualTo(1);
    assertThat(tried.where("log_loss < " + chosen.<Double>getAs("log_loss") + " - 1e-9").count())
        .isZero();
    assertThat(lake.read(Table.SCORES).select("rule").distinct().collectAsList())
        .singleElement()
        .satisfies(row -> assertThat(row.getString(0)).isEqualTo(chosen.getAs("rule")));
    assertThat(chosen.<String>getAs("parameters")).contains(chosen.<String>getAs("rule"));
  }

  @Test
  void conflictIsWhereTextAndFaceLeanApart() {
    Column face =
        col("face_posterior.happy")
            .minus(col("face_posterior.angry"))
            .minus(col("face_posterior.disgust"))
            .minus(col("face_posterior.fear"))
            .minus(col("face_posterior.sad"));
    Column text = col("text_posterior.positive").minus(col("text_posterior.negative"));
    Dataset<Row> scores = lake.read(Table.SCORES).where("control = 'none'");

    assertThat(scores.where("is_conflicting").count()).isPositive();
    assertThat(
            scores
                .where(abs(face).gt(1e-9))
                .where(col("is_conflicting").notEqual(face.multiply(text).lt(0)))
                .count())
        .isZero();
  }

  @Test
  void everyTextScorerIsTestedForItsBehaviour() {
    Dataset<Row> behaviour = lake.read(Table.BEHAVIOUR);
    int cases = BehaviourSuite.shipped().cases().size();

    assertThat(behaviour.groupBy("subject", "run_id", "model_version").count().collectAsList())
        .extracting(row -> String.join(" ", row.getString(0), row.getString(1), row.getString(2)))
        .containsExactlyInAnyOrder("text " + fuseRun + " 1", "text/other " + fuseRun + " 1");
    assertThat(behaviour.select("subject", "id").distinct().count()).isEqualTo(2L * cases);
    assertThat(behaviour.count()).isEqualTo(2L * cases);
    assertThat(
            behaviour
                .where("subject = 'text' AND text = 'the coffee here is great'")
                .select("other_text", "positive", "other_positive", "least_change", "passed")
                .collectAsList())
        .containsExactly(RowFactory.create("the coffee here isn't great", 0.9, 0.9, 0.1, false));
    assertThat(behaviour.where("kind = 'minimum-functionality'").where("other_text IS NOT NULL"))
        .satisfies(rows -> assertThat(rows.isEmpty()).isTrue());
    assertThat(behaviour.where("text <> lower(text) OR text RLIKE '@|http|#'").isEmpty()).isTrue();
  }

  @Test
  void theRunIsEvaluatedWithItsControls() {
    TestContext test = new TestContext(lake, warehouse);
    JobContext context = test.of("evaluate", Map.of());
    EvaluateJob job = new EvaluateJob();
    job.check(context);
    job.run(context);

    Dataset<Row> metrics = lake.read(Table.METRICS).where(col("run_id").equalTo(context.runId()));
    assertThat(metrics.select("fuse_run_id").distinct().first().getString(0)).isEqualTo(fuseRun);
    assertThat(metrics.where("metric = 'max_deviation'").count()).isEqualTo(2 * (SEEDS + 1));
    assertThat(metrics.where("metric = 'max_deviation' AND value > 1e-12").count()).isZero();
    assertThat(accuracy(metrics, "fusion", "control:text-prior"))
        .isCloseTo(accuracy(metrics, "face", "polar"), within(1e-12));
    assertThat(accuracy(metrics, "fusion", "control:face-prior"))
        .isCloseTo(accuracy(metrics, "text", "polar"), within(1e-12));
    assertThat(accuracy(metrics, "fusion", "surprise:positive=0.50"))
        .isCloseTo(accuracy(metrics, "fusion", "polar"), within(1e-12));
    assertThat(accuracy(metrics, "fusion", "polar"))
        .isGreaterThan(accuracy(metrics, "fusion", "control:unconditional"));
    assertThat(
            metrics
                .where(
                    "value IS NULL OR isnan(value) OR isnan(ci_low) OR ci_low > value + 1e-9 OR ci_high < value - 1e-9")
                .count())
        .isZero();
    assertThat(test.printed()).contains("synthetic").contains("fusion").contains("face/majority");
    Dataset<Row> rates = metrics.where("metric = 'pass_rate' AND dataset = 'behaviour'");
    assertThat(rates.where("subject = 'text/other'").count()).isEqualTo(1 + 11 + 3);
    Row invariance = rates.where("subject = 'text' AND slice = 'kind=invariance'").first();
    assertThat(invariance.<Double>getAs("value")).isGreaterThan(0.9);
    assertThat(invariance.<Long>getAs("n"))
        .isEqualTo(lake.read(Table.BEHAVIOUR).where("kind = 'invariance'").count() / 2);
  }

  @Test
  void aRunWithoutRowsIsTheUsersMistake(Lake same) {
    JobContext context = new TestContext(same, warehouse).of("evaluate", Map.of());
    EvaluateJob job = new EvaluateJob();
    job.fuseRun = "fuse-never";

    assertThatThrownBy(() -> job.check(context))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("there is no fuse run 'fuse-never'");
  }

  private static double accuracy(Dataset<Row> metrics, String subject, String slice) {
    return metrics
        .where(
            col("subject")
                .equalTo(subject)
                .and(col("slice").equalTo(slice))
                .and(col("dataset").equalTo("synthetic-pairs")))
        .where("metric = 'accuracy' AND pairing_seed IS NULL")
        .select("value")
        .first()
        .getDouble(0);
  }

  /** A scorer whose posterior follows from the row's label and a hash of its id. */
  private record MadeUp(String subject, Column posterior) implements Scorer {
    @Override
    public String version() {
      return "1";
    }

    @Override
    public double temperature() {
      return 1.5;
    }

    @Override
    public Dataset<Row> score(Dataset<Row> rows) {
      List<String> columns = List.of(rows.columns());
      boolean isLabelled = columns.contains("part");
      return rows.withColumn("posterior", isLabelled ? posterior : ofWords());
    }
  }

  /** Right four times out of five. */
  private static Column text() {
    Column hash = pmod(xxhash64(col("id")), lit(100)).divide(100.0);
    Column positive =
        when(col("polarity").equalTo("positive"), hash.multiply(0.6).plus(0.38))
            .otherwise(hash.multiply(0.6).plus(0.02));
    return struct(
        lit(1.0).minus(positive).as("negative"),
        element_at(array(lit(0.0)), 1).as("neutral"),
        positive.as("positive"));
  }

  /** Certain of a text, by what it says: nothing is positive but what is great. */
  private static Column ofWords() {
    Column positive = when(col("text").contains("great"), 0.9).otherwise(0.1);
    return struct(
        lit(1.0).minus(positive).as("negative"), lit(0.0).as("neutral"), positive.as("positive"));
  }

  /** Mostly right, and never certain. */
  private static Column face() {
    Column share = pmod(xxhash64(col("id")), lit(100)).divide(150.0).plus(0.1);
    Column[] probabilities =
        Arrays.stream(Emotion.values())
            .map(
                emotion ->
                    when(col("emotion").equalTo(emotion.label()), share)
                        .otherwise(lit(1.0).minus(share).divide(6))
                        .as(emotion.label()))
            .toArray(Column[]::new);
    return struct(probabilities);
  }

  private static Set<String> ids(Dataset<Row> pairs, String column) {
    Set<String> ids = new HashSet<>();
    pairs.select(column).collectAsList().forEach(row -> ids.add(row.getString(0)));
    return ids;
  }

  @Test
  void posteriorsSumToOne() {
    Column sum =
        Arrays.stream(Posteriors.EMOTIONS.fieldNames())
            .map(name -> col("posterior." + name))
            .reduce(Column::plus)
            .orElseThrow();

    assertThat(lake.read(Table.SCORES).where(abs(sum.minus(1)).gt(1e-9)).count()).isZero();
  }
}
