package org.mer.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructField;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.mer.LocalSpark;

/** What the views say of a few rows that were made up for them. */
@Tag("spark")
@ExtendWith(LocalSpark.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ViewTest {
  private static final String OLD_FUSE = "fuse-20200101T000000-aaaaaa";
  private static final String FUSE = "fuse-20200102T000000-aaaaaa";
  private static final String OLD_EVALUATE = "evaluate-20200101T000000-aaaaaa";
  private static final String EVALUATE = "evaluate-20200102T000000-aaaaaa";
  private static final String MORNING = "score-20200103T093000-ffffff";
  private static final String EVENING = "score-20200103T213000-000000";
  private static final Row POSITIVE = RowFactory.create(0.2, 0.2, 0.6);
  private static final Row HAPPY = RowFactory.create(0.0, 0.0, 0.0, 0.7, 0.1, 0.1, 0.1);
  private static final Row SAD = RowFactory.create(0.1, 0.0, 0.1, 0.2, 0.5, 0.0, 0.1);

  private Lake lake;

  @BeforeAll
  void fill(Lake lake) {
    this.lake = lake;
    MadeUpRows rows = new MadeUpRows(lake);
    rows.add(
        Table.RUNS,
        List.of(
            run(OLD_FUSE, "fuse", "done", 1),
            run(FUSE, "fuse", "done", 2),
            run("fuse-20200103T000000-aaaaaa", "fuse", "failed", 3),
            run(OLD_EVALUATE, "evaluate", "done", 1),
            run(EVALUATE, "evaluate", "done", 2)));
    rows.add(
        Table.SCORES,
        List.of(
            pair(OLD_FUSE, "old", "none", SAD),
            pair(FUSE, "pair", "none", SAD),
            pair(FUSE, "pair", "face-prior", SAD),
            pair(FUSE, "agreeing", "none", HAPPY),
            post(MORNING, "once", "negative"),
            post(MORNING, "twice", "negative"),
            post(EVENING, "twice", "positive"),
            told(EVENING, "told", "positive")));
    try (Lease lease = lake.lease(Table.SCORES, "later", Duration.ZERO)) {
      new Supersession(lake).catchUp("later", lease);
    }

    rows.add(
        Table.METRICS,
        List.of(
            metric(OLD_EVALUATE, "text", "accuracy", 0.99),
            metric(EVALUATE, "text", "accuracy", 0.8),
            metric(EVALUATE, "text", "macro_f1", 0.7),
            metric(EVALUATE, "text/ngrams", "accuracy", 0.9),
            metric(EVALUATE, "text/ngrams", "macro_f1", 0.6)));
    rows.add(
        Table.CONFUSION,
        List.of(
            cell(OLD_EVALUATE, "negative", "positive", 99),
            cell(EVALUATE, "negative", "negative", 6),
            cell(EVALUATE, "negative", "positive", 2),
            cell(EVALUATE, "positive", "negative", 3),
            cell(EVALUATE, "positive", "positive", 1)));
    rows.add(
        Table.MODELS,
        List.of(
            model("text", "b", 20, 0.7),
            model("text", "a", 10, 0.8),
            model("text", "c", 30, 0.8),
            model("face", "d", 15, 0.5)));
    rows.add(
        Table.EPOCHS,
        List.of(epoch("run-a", 1, false), epoch("run-a", 2, true), epoch("run-a", 3, false)));
    rows.add(
        Table.TWEETS,
        List.of(
            tweet("2009-05-04T23:59:59Z", "positive"),
            tweet("2009-05-05T00:00:00Z", "negative"),
            tweet("2009-05-05T00:59:59Z", "positive"),
            tweet("2009-05-05T00:30:00Z", "positive"),
            Map.of("polarity", "positive", "part", "train")));
    rows.add(
        Table.INGESTS,
        List.of(
            Map.of(
                "run_id",
                "i",
                "rows_read",
                10L,
                "rows_rejected",
                1L,
                "rows_duplicate",
                2L,
                "rows_kept",
                7L,
                "rows_contradictory",
                3L,
                "rows_changed",
                Map.of())));
  }

  @ParameterizedTest
  @EnumSource
  void theQueryGivesTheColumnsThatAreDocumented(View view) {
    assertThat(types(lake.spark().sql(view.query())))
        .isEqualTo(view.columns().stream().map(c -> c.name() + " " + c.type().sql()).toList());
    assertThat(lake.read(view).schema().fields())
        .extracting(field -> field.getComment().get())
        .isEqualTo(view.columns().stream().map(Column::meaning).toList());
  }

  @ParameterizedTest
  @EnumSource
  void noColumnIsEmptyThatMustNotBe(View view) {
    List<Row> rows = lake.read(view).collectAsList();

    assertThat(rows).isNotEmpty();
    for (int i = 0; i < view.columns().size(); i++) {
      int column = i;
      if (!view.columns().get(i).nullable()) {
        assertThat(rows).as(view.columns().get(i).name()).noneMatch(row -> row.isNullAt(column));
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void overTheTablesOfAnOlderVersionItSaysTheSame(View view) {
    assertThat(csv(view.query(ScoreSource.ranked())))
        .containsExactlyInAnyOrderElementsOf(csv(view.query(ScoreSource.told().withUntimed())));
  }

  @Test
  void everyIdHasItsLatestScore() {
    assertThat(csv("SELECT id, polarity, scored_at, run_id FROM mer.latest_scores ORDER BY id"))
        .containsExactly(
            "agreeing,negative,2020-01-02 00:00:00," + FUSE,
            "once,negative,2020-01-03 09:30:00," + MORNING,
            "pair,negative,2020-01-02 00:00:00," + FUSE,
            "told,positive,2020-01-03 21:30:00," + EVENING,
            "twice,positive,2020-01-03 21:30:00," + EVENING);
  }

  @Test
  void aModelIsComparedWithTheOneBeforeIt() {
    assertThat(
            csv(
                "SELECT name, version, round(change, 3), is_best_so_far, epochs, best_epoch FROM mer.model_history ORDER BY name, created_at"))
        .containsExactly(
            "face,d,null,true,null,null",
            "text,a,null,true,3,2",
            "text,b,-0.1,false,null,null",
            "text,c,0.1,true,null,null");
  }

  @Test
  void theLeaderboardIsOfTheLastEvaluation() {
    assertThat(
            csv(
                "SELECT place, subject, accuracy, macro_f1, run_id FROM mer.leaderboard ORDER BY place"))
        .containsExactly("1,text/ngrams,0.9,0.6," + EVALUATE, "2,text,0.8,0.7," + EVALUATE);
  }

  @Test
  void confusionsArePlacedByTheirShareOfTheLabel() {
    assertThat(
            csv(
                "SELECT place, truth, predicted, n, of_truth, share FROM mer.worst_confusions ORDER BY place"))
        .containsExactly("1,positive,negative,3,4,0.75", "2,negative,positive,2,8,0.25");
  }

  @Test
  void hoursAreOfUtcWhateverTheSessionThinks() {
    String query =
        "SELECT kind, day, hour, n, negative, positive, round(mood, 2) FROM mer.daily_mood ORDER BY day, hour";
    lake.spark().conf().set("spark.sql.session.timeZone", "Asia/Tokyo");
    try {
      assertThat(csv(query))
          .containsExactly(
              "tweets,2009-05-04,23,1,0,1,1.0",
              "tweets,2009-05-05,0,3,1,2,0.33",
              "posts,2020-01-03,9,2,2,0,-1.0",
              "posts,2020-01-03,21,2,0,2,1.0");
    } finally {
      lake.spark().conf().set("spark.sql.session.timeZone", "UTC");
    }
  }

  @Test
  void aDayIsLookedForAmongCountsAndNotAmongScores() {
    List<String> plan =
        lake.spark()
            .sql("SELECT * FROM mer.daily_mood WHERE kind = 'posts' AND day = DATE '2020-01-03'")
            .queryExecution()
            .optimizedPlan()
            .toString()
            .lines()
            .toList();

    String scoresDownwards = String.join("\n", plan).replaceAll("(?s).*\\bAggregate ", "");
    assertThat(plan).anyMatch(line -> line.contains("Filter") && line.contains("yyyyMMdd"));
    assertThat(scoresDownwards).contains("mer.scores").doesNotContain("yyyyMMdd");
  }

  @Test
  void aDisagreementSaysWhomTheFusedScoreFollowed() {
    assertThat(
            csv(
                "SELECT id, text_polarity, round(text_confidence, 2), face_emotion, face_confidence, polarity, followed FROM mer.disagreements"))
        .containsExactly("pair,positive,0.75,sad,0.5,negative,face");
  }

  @Test
  void theFunnelNarrows() {
    assertThat(csv("SELECT step, stage, rows, share, change FROM mer.data_funnel ORDER BY step"))
        .containsExactly(
            "1,read,10,1.0,0",
            "2,readable,9,0.9,-1",
            "3,kept,7,0.7,-2",
            "4,uncontradicted,4,0.4,-3");
  }

  @Test
  void viewsAreListedAndDescribedBesideTheTables() {
    List<String> all =
        Stream.concat(
                Stream.of(Table.values()).map(Table::fullName),
                Stream.of(View.values()).map(View::fullName))
            .toList();

    assertThat(csv("SHOW TABLES IN mer"))
        .extracting(row -> row.replaceFirst("mer,(\\w+),false", "mer.$1"))
        .containsExactlyInAnyOrderElementsOf(all);
    assertThat(csv("SHOW VIEWS IN mer")).hasSize(View.values().length);
    assertThat(csv("DESCRIBE mer.leaderboard"))
        .contains("place,int,1 for the most accurate; equals share a place");
    assertThat(csv("SELECT count(*) FROM lake.mer.Leaderboard")).containsExactly("2");
  }

  private static List<String> types(Dataset<Row> rows) {
    return Arrays.stream(rows.schema().fields()).map(ViewTest::type).toList();
  }

  private static String type(StructField field) {
    return field.name() + " " + field.dataType().sql();
  }

  private List<String> csv(String query) {
    return lake.spark().sql(query).selectExpr("*").collectAsList().stream()
        .map(row -> row.mkString(",").replaceAll("(:\\d\\d)\\.0(?=,|$)", "$1"))
        .toList();
  }

  private static Map<String, Object> run(String id, String job, String status, long second) {
    return Map.of(
        "run_id",
        id,
        "job",
        job,
        "status",
        status,
        "finished_at",
        Timestamp.from(Instant.ofEpochSecond(second)));
  }

  private static Map<String, Object> pair(String run, String id, String control, Row face) {
    return Map.of(
        "run_id",
        run,
        "id",
        id,
        "part",
        "pairs-test",
        "control",
        control,
        "text_posterior",
        POSITIVE,
        "face_posterior",
        face,
        "is_conflicting",
        face == SAD,
        "polarity",
        "negative",
        "is_synthetic_pair",
        true);
  }

  private static Map<String, Object> post(String run, String id, String polarity) {
    return Map.of("run_id", run, "id", id, "polarity", polarity);
  }

  /** A post whose row has the moment itself. */
  private static Map<String, Object> told(String run, String id, String polarity) {
    Timestamp moment = Timestamp.from(Instant.parse("2020-01-03T21:30:00Z"));
    return Map.of("run_id", run, "id", id, "polarity", polarity, "scored_at", moment);
  }

  private static Map<String, Object> metric(
      String run, String subject, String metric, double value) {
    return Map.of(
        "run_id",
        run,
        "subject",
        subject,
        "dataset",
        "sentiment140",
        "part",
        "test",
        "slice",
        "all",
        "metric",
        metric,
        "value",
        value,
        "n",
        10L);
  }

  private static Map<String, Object> cell(String run, String truth, String predicted, long n) {
    return Map.of("run_id", run, "subject", "text", "truth", truth, "predicted", predicted, "n", n);
  }

  private static Map<String, Object> model(String name, String version, long second, double f1) {
    return Map.of(
        "name",
        name,
        "version",
        version,
        "run_id",
        "run-" + version,
        "created_at",
        Timestamp.from(Instant.ofEpochSecond(second)),
        "validation_macro_f1",
        f1);
  }

  private static Map<String, Object> epoch(String run, int epoch, boolean isBest) {
    return Map.of("run_id", run, "epoch", epoch, "is_best", isBest, "seconds", 60.0);
  }

  private static Map<String, Object> tweet(String at, String polarity) {
    return Map.of(
        "posted_at", Timestamp.from(Instant.parse(at)), "polarity", polarity, "part", "test");
  }
}
