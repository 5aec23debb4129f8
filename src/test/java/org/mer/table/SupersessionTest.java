package org.mer.table;

import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.substring;
import static org.apache.spark.sql.functions.to_timestamp;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.mer.LocalSpark;

/** Which scores are not the latest, in warehouses of this version and of older ones. */
@Tag("spark")
@ExtendWith(LocalSpark.class)
class SupersessionTest {
  private static final String FIRST = "score-20200101T000000-ffffff";
  private static final String SECOND = "score-20200102T000000-000000";
  private static final String THIRD = "score-20200103T000000-000000";

  @Test
  void whatWasNeverScoredBeforeHasNoRow(Lake lake) {
    catchUp(lake);

    score(lake, FIRST, "a", "b");
    score(lake, SECOND, "c");

    assertThat(superseded(lake)).isEmpty();
    assertThat(latest(lake)).containsExactly("a " + FIRST, "b " + FIRST, "c " + SECOND);
  }

  @Test
  void eachScoreButTheLatestOfItsPostIsNamedOnce(Lake lake) {
    catchUp(lake);

    score(lake, FIRST, "a", "b", "c");
    score(lake, SECOND, "a", "b");
    score(lake, THIRD, "a");

    assertThat(superseded(lake))
        .containsExactlyInAnyOrder(
            SECOND + " a " + FIRST, SECOND + " b " + FIRST, THIRD + " a " + SECOND);
    assertThat(latest(lake)).containsExactly("a " + THIRD, "b " + SECOND, "c " + FIRST);
    assertThat(latest(lake)).isEqualTo(ranked(lake));
  }

  @Test
  void aRunThatStartedEarlierAndEndedLaterIsNotTheLatest(Lake lake) {
    catchUp(lake);

    score(lake, SECOND, "a");
    score(lake, FIRST, "a");

    assertThat(superseded(lake)).containsExactly(FIRST + " a " + FIRST);
    assertThat(latest(lake)).containsExactly("a " + SECOND);
  }

  @Test
  void aRunThatFailsLeavesBothTablesAsTheyWere(Lake lake) {
    catchUp(lake);
    score(lake, FIRST, "a");

    try (Publication publication = lake.publication(SECOND)) {
      stage(lake, publication, SECOND, "a");
    }

    assertThat(superseded(lake)).isEmpty();
    assertThat(latest(lake)).containsExactly("a " + FIRST);
  }

  @Test
  void whatAnOlderVersionScoredIsCaughtUpOnce(Lake lake) {
    old(lake, FIRST, "a", "b");
    old(lake, SECOND, "a");
    old(lake, THIRD, "a");
    assertThat(latest(lake)).containsExactly("a " + THIRD, "b " + FIRST);

    catchUp(lake);
    catchUp(lake);

    assertThat(superseded(lake)).containsExactlyInAnyOrder("later a " + FIRST, "later a " + SECOND);
    assertThat(latest(lake)).containsExactly("a " + THIRD, "b " + FIRST);
    score(lake, "score-20200104T000000-000000", "b");
    assertThat(latest(lake)).containsExactly("a " + THIRD, "b score-20200104T000000-000000");
  }

  @Test
  void whatWasInterruptedWhileItCaughtUpIsCompleted(Lake lake) {
    old(lake, FIRST, "a", "b");
    old(lake, SECOND, "a", "b");
    new MadeUpRows(lake)
        .add(Table.SUPERSEDED, List.of(Map.of("run_id", "dead", "id", "a", "score_run_id", FIRST)));

    catchUp(lake);

    assertThat(superseded(lake)).containsExactlyInAnyOrder("dead a " + FIRST, "later b " + FIRST);
  }

  @Test
  void aWarehouseOfAnOlderVersionIsReadAsItIs(Lake lake) {
    old(lake, FIRST, "a", "b");
    old(lake, SECOND, "a");
    lake.spark().sql("DROP TABLE mer.superseded");
    lake.spark().sql("ALTER TABLE mer.scores DROP COLUMN scored_at");
    lake.spark().catalog().refreshTable(Table.SCORES.fullName());

    assertThat(latest(lake)).containsExactly("a " + SECOND, "b " + FIRST);
    assertThat(lake.read(View.DAILY_MOOD).count()).isEqualTo(2);
    assertThat(lake.read(View.DISAGREEMENTS).count()).isZero();
    assertThat(lake.read(View.LATEST_SCORES).columns())
        .containsExactly(
            View.LATEST_SCORES.columns().stream().map(Column::name).toArray(String[]::new));
  }

  @Test
  void aFilterOfTheViewReachesTheFiles(Lake lake) {
    catchUp(lake);
    score(lake, FIRST, "a", "b");
    score(lake, SECOND, "a");

    String plan =
        lake.read(View.LATEST_SCORES)
            .where("emotion = 'sad' AND scored_at >= TIMESTAMP '2020-01-02 00:00:00'")
            .queryExecution()
            .executedPlan()
            .toString();

    assertThat(plan).contains("LeftAnti").doesNotContain("Window").doesNotContain("Union");
    assertThat(plan.lines().filter(line -> line.matches(".*BatchScan lake.mer.s.*")))
        .as("scores and what is superseded")
        .hasSize(2)
        .allMatch(line -> line.contains("emotion = 'sad', ") && line.contains("scored_at >= "));
  }

  private static void catchUp(Lake lake) {
    try (Lease lease = lake.lease(Table.SCORES, "later", Duration.ZERO)) {
      new Supersession(lake).catchUp("later", lease);
    }
  }

  private static void score(Lake lake, String run, String... ids) {
    try (Publication publication = lake.publication(run)) {
      stage(lake, publication, run, ids);
      publication.publish();
    }
  }

  private static void stage(Lake lake, Publication publication, String run, String... ids) {
    Dataset<Row> before =
        lake.read(Table.SCORES)
            .select("id", "run_id", "emotion", "scored_at")
            .where("id IN ('%s')".formatted(String.join("', '", ids)));
    publication.append(Table.SCORES, rows(lake, run, ids));
    new Supersession(lake).append(publication, run, before);
  }

  private static Dataset<Row> rows(Lake lake, String run, String... ids) {
    return new MadeUpRows(lake)
        .of(
            Table.SCORES,
            Arrays.stream(ids)
                .map(id -> Map.<String, Object>of("run_id", run, "id", id, "emotion", "sad"))
                .toList())
        .withColumn("scored_at", to_timestamp(substring(lit(run), -22, 15), "yyyyMMdd'T'HHmmss"));
  }

  /** As an older version scores. */
  private static void old(Lake lake, String run, String... ids) {
    try (Publication publication = lake.publication(run)) {
      publication.append(Table.SCORES, rows(lake, run, ids).withColumn("scored_at", lit(null)));
      publication.publish();
    }
  }

  private static List<String> superseded(Lake lake) {
    return lines(
        lake.read(Table.SUPERSEDED).selectExpr("concat_ws(' ', run_id, id, score_run_id)"));
  }

  private static List<String> latest(Lake lake) {
    return lines(
        lake.read(View.LATEST_SCORES).orderBy("id").selectExpr("concat_ws(' ', id, run_id)"));
  }

  private static List<String> ranked(Lake lake) {
    return lines(
        lake.spark()
            .sql(View.LATEST_SCORES.query(ScoreSource.ranked()))
            .orderBy("id")
            .selectExpr("concat_ws(' ', id, run_id)"));
  }

  private static List<String> lines(Dataset<Row> rows) {
    return rows.collectAsList().stream().map(row -> row.getString(0)).toList();
  }
}
