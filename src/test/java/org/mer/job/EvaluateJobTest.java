package org.mer.job;

import static org.apache.spark.sql.functions.col;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.mer.LocalSpark;
import org.mer.UsageException;
import org.mer.table.Lake;
import org.mer.table.Publication;
import org.mer.table.Table;
import org.mer.table.Warehouse;

/** Measures predictions that are few enough to be measured by hand. */
@Tag("spark")
@ExtendWith(LocalSpark.class)
class EvaluateJobTest {
  private static final Offset<Double> EXACTLY = within(1e-9);

  @Test
  void figuresAreThoseByHand(Lake lake, Warehouse warehouse) throws IOException {
    publish(lake, "fuse-20200101T000000-a", List.of(0.1));
    publish(lake, "fuse-20200102T000000-b", List.of(0.9, 0.8, 0.6, 0.3, 0.7, 0.2));
    TestContext test = new TestContext(lake, warehouse);
    JobContext context = test.of("evaluate", Map.of());
    EvaluateJob job = new EvaluateJob();
    job.check(context);
    job.run(context);

    Dataset<Row> metrics = lake.read(Table.METRICS);
    assertThat(metrics.select("fuse_run_id").distinct().collectAsList())
        .extracting(row -> row.getString(0))
        .containsExactly("fuse-20200102T000000-b");
    // Positive: 0.9, 0.8, 0.6, 0.3 (missed). Negative: 0.7 (missed), 0.2.
    assertThat(value(metrics, "accuracy")).isCloseTo(4.0 / 6, EXACTLY);
    assertThat(value(metrics, "macro_precision")).isCloseTo((3.0 / 4 + 1.0 / 2) / 2, EXACTLY);
    assertThat(value(metrics, "macro_recall")).isCloseTo((3.0 / 4 + 1.0 / 2) / 2, EXACTLY);
    assertThat(value(metrics, "weighted_recall")).isCloseTo(4.0 / 6, EXACTLY);
    // Of eight comparisons, 0.9 and 0.8 win two each, 0.6 and 0.3 one each.
    assertThat(value(metrics, "macro_roc_auc")).isCloseTo(6.0 / 8, EXACTLY);
    assertThat(value(metrics, "nll"))
        .isCloseTo(-Math.log(0.9 * 0.8 * 0.6 * 0.3 * 0.3 * 0.8) / 6, EXACTLY);
    assertThat(value(metrics, "brier"))
        .isCloseTo(2 * (0.01 + 0.04 + 0.16 + 0.49 + 0.49 + 0.04) / 6, EXACTLY);
    // Confidences 0.9, 0.8 and 0.8 are right, 0.7 and 0.7 wrong, 0.6 right: bins 13, 12, 10, 9.
    assertThat(value(metrics, "ece")).isCloseTo((0.1 + 0.4 + 1.4 + 0.4) / 6, EXACTLY);
    // Of all outcomes of these confidences, those that are as far off have so much probability.
    assertThat(value(metrics, "ece_p")).isCloseTo(0.1976, within(0.05));
    // Temperature 2: p^2 / (p^2 + (1 - p)^2).
    assertThat(value(metrics, "nll_uncalibrated"))
        .isCloseTo(
            -(sharp(0.9) + sharp(0.8) + sharp(0.6) + sharp(0.3) + sharp(0.3) + sharp(0.8)) / 6,
            EXACTLY);
    assertThat(
            lake.read(Table.CONFUSION)
                .where("truth = 'positive' AND predicted = 'negative'")
                .first()
                .<Long>getAs("n"))
        .isEqualTo(1L);
    assertThat(
            lake.read(Table.CALIBRATION)
                .where("stage = 'after' AND bin = 12")
                .first()
                .<Double>getAs("accuracy"))
        .isEqualTo(1.0);
    assertThat(
            lake.read(Table.CALIBRATION)
                .where("stage = 'before' AND n > 0 AND accuracy IS NULL")
                .count())
        .isZero();

    // The only row of the earlier run, which it had wrong.
    assertThat(metrics.where("metric = 'accuracy_change'").collectAsList())
        .singleElement()
        .satisfies(
            row -> {
              assertThat(row.<String>getAs("class")).isEqualTo("text@fuse-20200101T000000-a");
              assertThat(row.<Double>getAs("value")).isEqualTo(1.0);
              assertThat(row.<Long>getAs("n")).isEqualTo(1L);
            });
    assertThat(test.printed()).contains("0.6667 [0.3000, 0.9032]");
    assertThat(report(context, warehouse))
        .contains(
            "text on sentiment140, test, all",
            "0.6667 [0.3000, 0.9032]",
            "synthetic pairs",
            "text 7&lt;",
            "tokens:1-5",
            "Against an earlier run",
            "text@fuse-20200101T000000-a",
            context.runId() + "-model-card.html",
            context.runId() + "-data-card.html")
        .doesNotContain("text 7<", "Behavioural tests", "Learning curves");
    assertThat(report(context, warehouse).replaceAll("(?s)<script>.*?</script>", ""))
        .as("what is no script of the page itself is data of a chart")
        .doesNotContain("<script>", "<script src")
        .contains("<script type=\"application/json\">");
  }

  @Test
  void passRatesAreThoseByHand(Lake lake, Warehouse warehouse) throws IOException {
    String run = "fuse-20200101T000000-a";
    publish(lake, run, List.of(0.9, 0.8));
    try (Publication publication = lake.publication(run)) {
      publication.append(
          Table.BEHAVIOUR,
          List.of(
              behaviour(run, "negation-1", true),
              behaviour(run, "negation-2", false),
              behaviour(run, "negation-3", false),
              behaviour(run, "slang-1", true),
              behaviour("fuse-of-somebody-else", "slang-2", false)));
      publication.publish();
    }

    JobContext context = new TestContext(lake, warehouse).of("evaluate", Map.of());
    EvaluateJob job = new EvaluateJob();
    job.fuseRun = run;
    job.run(context);

    assertThat(
            lake.read(Table.METRICS)
                .where("metric = 'pass_rate' AND part = 'behaviour' AND pairing_seed IS NULL")
                .collectAsList())
        .extracting(
            row ->
                "%s %.4f [%.4f, %.4f] of %d"
                    .formatted(
                        row.<String>getAs("slice"),
                        row.<Double>getAs("value"),
                        row.<Double>getAs("ci_low"),
                        row.<Double>getAs("ci_high"),
                        row.<Long>getAs("n")))
        .containsExactlyInAnyOrder(
            "all 0.5000 [0.1500, 0.8500] of 4",
            "capability=negation 0.3333 [0.0615, 0.7923] of 3",
            "capability=slang 1.0000 [0.2065, 1.0000] of 1",
            "kind=minimum-functionality 0.5000 [0.1500, 0.8500] of 4");
    assertThat(report(context, warehouse))
        .contains("Behavioural tests", "capability&#x3D;negation", "0.3333 [0.0615, 0.7923]")
        .doesNotContain("pass_rate");
  }

  @Test
  void theReportAndItsCardsTellWhatTheTablesHold(Lake lake, Warehouse warehouse)
      throws IOException {
    publish(lake, "fuse-20200101T000000-a", List.of(0.9, 0.8, 0.6, 0.3, 0.7, 0.2));
    try (Publication publication = lake.publication("others")) {
      publication.append(
          Table.TWEETS,
          List.of(
              MadeUpRow.of(
                  Table.TWEETS,
                  Map.of(
                      "id", "t4", "text", "oh <great>", "polarity", "negative", "part", "test"))));
      publication.append(Table.MODELS, List.of(model("7<", "lstm"), model("8", "cnn")));
      publication.append(
          Table.EPOCHS, List.of(epoch("7<", 1, false), epoch("7<", 2, true), epoch("8", 1, true)));
      publication.append(
          Table.INGESTS,
          List.of(
              ingest("ingest-tweets", "file:/somewhere/tweets.csv"),
              ingest("score", "file:/somewhere/posts.csv")));
      publication.publish();
    }

    JobContext context = new TestContext(lake, warehouse).of("evaluate", Map.of());
    EvaluateJob job = new EvaluateJob();
    job.run(context);

    assertThat(report(context, warehouse))
        .contains("text/lstm: loss, in nats", "epoch 2 was kept")
        .contains("Most confident errors", "<td>t4</td>")
        .doesNotContain("oh &lt;great", "face/cnn: loss");
    assertThat(page(context, warehouse, "-model-card.html"))
        .contains("Article&nbsp;5(1)(f)", "Out of scope", "<td>1,234</td>", "<td>7&lt;</td>")
        .contains("0.6667 [0.3000, 0.9032]", "least accurate on tokens:1-5", "tweets.csv")
        .doesNotContain("posts.csv", "oh &lt;great", "cnn");
    assertThat(page(context, warehouse, "-data-card.html"))
        .contains("tweets.csv", "<td>98,765</td>", "distant supervision", "Tweets by part")
        .doesNotContain("posts.csv", "oh &lt;great", "/somewhere");

    JobContext shown = new TestContext(lake, warehouse).of("evaluate", Map.of());
    job.withExamples = true;
    job.run(shown);

    assertThat(report(shown, warehouse)).contains("<td>oh &lt;great&gt;</td>", "<td>t3</td>");
  }

  @Test
  void cardsSayNothingOfSentiment140WhereTheDataAreOthers(Lake lake, Warehouse warehouse)
      throws IOException {
    publish(lake, "fuse-20200101T000000-a", List.of(0.9, 0.8, 0.6, 0.3, 0.7, 0.2));
    JobContext context =
        new TestContext(lake, warehouse)
            .of("evaluate", Map.of("evaluation.tweets-dataset", "letters"));
    new EvaluateJob().run(context);

    assertThat(page(context, warehouse, "-data-card.html"))
        .contains("<strong>letters</strong>: whoever brought these texts")
        .doesNotContain("Stanford", "distant supervision");
    assertThat(page(context, warehouse, "-model-card.html")).doesNotContain("spring 2009");
  }

  @Test
  void theChampionIsWhatNewModelsAreComparedWith(Lake lake, Warehouse warehouse) {
    String champion = "fuse-20200101T000000-a";
    publish(lake, champion, List.of(0.9));
    publish(lake, "fuse-20200102T000000-b", List.of(0.8));
    publish(lake, "fuse-20200103T000000-c", List.of(0.7));
    JobContext context = new TestContext(lake, warehouse).of("evaluate", Map.of());
    assertThat(new EvaluateJob().plan(context)).contains("against fuse-20200102T000000-b and");

    try (Publication publication = lake.publication("models-20200104T000000-d")) {
      publication.append(
          Table.PROMOTIONS,
          List.of(
              MadeUpRow.of(
                  Table.PROMOTIONS,
                  Map.of("number", 1L, "action", "promote", "fuse_run_id", champion))));
      publication.publish();
    }

    assertThat(new EvaluateJob().plan(context)).contains("against " + champion + " and");
    EvaluateJob ofTheChampion = new EvaluateJob();
    ofTheChampion.fuseRun = champion;
    assertThat(ofTheChampion.plan(context)).doesNotContain("against");
  }

  @Test
  void withoutPredictionsTheUserIsToldToFuse(Lake lake, Warehouse warehouse) {
    JobContext context = new TestContext(lake, warehouse).of("evaluate", Map.of());

    assertThatThrownBy(() -> new EvaluateJob().check(context))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("run jobs/fuse.sh first");
  }

  private static Row model(String version, String network) {
    return MadeUpRow.of(
        Table.MODELS, Map.of("version", version, "network", network, "training_rows", 1234L));
  }

  private static Row epoch(String run, int number, boolean isBest) {
    return MadeUpRow.of(
        Table.EPOCHS,
        Map.of(
            "run_id", run,
            "subject", run.equals("8") ? "face/cnn" : "text/lstm",
            "epoch", number,
            "is_best", isBest));
  }

  private static Row ingest(String job, String source) {
    return MadeUpRow.of(Table.INGESTS, Map.of("job", job, "source", source, "rows_read", 98765L));
  }

  private static Row behaviour(String run, String id, boolean passed) {
    return RowFactory.create(
        run,
        id,
        "text",
        "7",
        id.substring(0, id.indexOf('-')),
        "minimum-functionality",
        "positive",
        null,
        "good",
        null,
        passed ? 0.9 : 0.1,
        null,
        passed);
  }

  private static double sharp(double right) {
    return Math.log(right * right / (right * right + (1 - right) * (1 - right)));
  }

  private static double value(Dataset<Row> metrics, String metric) {
    return metrics
        .where(col("metric").equalTo(metric).and(col("class").isNull()))
        .where("subject = 'text' AND dataset = 'sentiment140' AND part = 'test' AND slice = 'all'")
        .select("value")
        .first()
        .getDouble(0);
  }

  /** Predictions with a probability of positive; the fifth and later rows are negative. */
  private static void publish(Lake lake, String run, List<Double> positives) {
    List<Row> rows = new ArrayList<>();
    for (double positive : positives) {
      boolean isPositive = positive > 0.5;
      rows.add(
          RowFactory.create(
              run,
              "t" + rows.size(),
              "text",
              "test",
              rows.size() < 4 ? "positive" : "negative",
              isPositive ? "positive" : "negative",
              Math.max(positive, 1 - positive),
              RowFactory.create(1 - positive, 0.0, positive),
              2.0,
              "7<",
              5,
              false,
              false));
    }

    try (Publication publication = lake.publication(run)) {
      publication.append(Table.TEXT_PREDICTIONS, rows);
      publication.publish();
    }
  }

  private static String report(JobContext context, Warehouse warehouse) throws IOException {
    return page(context, warehouse, ".html");
  }

  private static String page(JobContext context, Warehouse warehouse, String ending)
      throws IOException {
    Path path = new Path(warehouse.reports(), context.runId() + ending);
    try (FSDataInputStream in = path.getFileSystem(context.hadoop()).open(path)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
