package org.mer.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.mer.LocalSpark;
import org.mer.UsageException;
import org.mer.model.Bundle;
import org.mer.model.Manifest;
import org.mer.model.Registry;
import org.mer.table.Lake;
import org.mer.table.Publication;
import org.mer.table.Table;
import org.mer.table.Warehouse;
import picocli.CommandLine;

/** Longer tweets of new words came in than the model knows, and it says less of them. */
@Tag("spark")
@ExtendWith(LocalSpark.class)
class DriftJobTest {
  private static final int ROWS = 2_000;

  private static Lake lake;
  private static Warehouse warehouse;
  private static String printed;

  @BeforeAll
  static void compare(Lake given, Warehouse root) {
    lake = given;
    warehouse = root;
    try (Publication publication = lake.publication("before")) {
      Registry.of(warehouse, lake)
          .add(
              manifest(),
              Map.of("vocabulary.txt", Bundle.bytes(List.of("good", "bad", "day"))),
              publication);
      append(publication, Table.INGESTS, ingests());
      append(publication, Table.TWEETS, tweets("old", "good day", 2));
      append(publication, Table.TWEETS, tweets("new", "good covfefe", 12));
      append(publication, Table.TEXT_PREDICTIONS, predictions());
      append(publication, Table.SCORES, scores());
      publication.publish();
    }

    printed = run();
  }

  @Test
  void whatChangedHasDriftedAndTheRestHasNot() {
    assertThat(lake.read(Table.DRIFT).where("is_drifted").collectAsList())
        .extracting(row -> row.getAs("feature") + " " + row.getAs("statistic"))
        .containsExactlyInAnyOrder(
            "tokens psi",
            "tokens ks",
            "unknown_words psi",
            "unknown_words ks",
            "predicted psi",
            "confidence psi",
            "confidence ks");
    assertThat(lake.read(Table.DRIFT).where("NOT is_drifted").collectAsList())
        .extracting(row -> row.<String>getAs("feature"))
        .containsExactlyInAnyOrder("has_link", "has_mention", "polarity");
  }

  @Test
  void aFigureTellsWhatWasComparedWithWhat() {
    Row confidence =
        lake.read(Table.DRIFT).where("feature = 'confidence' AND statistic = 'ks'").first();

    assertThat(confidence.<Double>getAs("value")).isEqualTo(1.0);
    assertThat(confidence.<String>getAs("subject")).isEqualTo("text");
    assertThat(confidence.<String>getAs("reference_version")).isEqualTo("v1");
    assertThat(confidence.<Long>getAs("reference_rows")).isEqualTo(ROWS);
    assertThat(confidence.<Long>getAs("current_rows")).isEqualTo(ROWS);
    assertThat(confidence.<Double>getAs("threshold")).isEqualTo(0.1);
  }

  @Test
  void theRunSaysHowMuchDrifted() {
    assertThat(printed).contains("drifted  text tokens").contains("7 of 10 comparisons drifted");
    assertThat(lake.read(Table.RUNS).where("job = 'drift'").first().<String>getAs("message"))
        .isEqualTo("7 of 10 comparisons drifted");
  }

  @Test
  void aTimeThatIsNoneIsRefused() {
    assertThatThrownBy(() -> run("--since", "yesterday", "--dry-run"))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("--since must be a time such as 2026-01-31T01:00:00Z");
  }

  private static String run(String... arguments) {
    DriftJob job = new DriftJob();
    new CommandLine(job).parseArgs(arguments);
    TestContext test = new TestContext(lake, warehouse);
    job.execute(test.of("drift", Map.of()));
    return test.printed();
  }

  private static void append(Publication publication, Table table, String query) {
    publication.append(table, table.completed(lake.spark().sql(query)));
  }

  private static String ingests() {
    return """
        SELECT run_id, 'job' AS job, 'file:/a' AS source, 1L AS bytes, '0' AS sha256, 1L AS rows_read,
          1L AS rows_kept, 0L AS rows_rejected, 0L AS rows_duplicate, 0L AS rows_contradictory,
          map('rule', 0L) AS rows_changed, 1.0D AS seconds, ingested_at, '1' AS version
        FROM VALUES ('old', timestamp'2026-01-01 00:00:00'), ('new', current_timestamp()),
          ('posts', current_timestamp()) AS t(run_id, ingested_at)""";
  }

  private static String tweets(String run, String text, int tokens) {
    return """
        SELECT concat('%1$s', id) AS id, 'f' AS fingerprint, '%2$s' AS text,
          int(%3$d + id %% 5) AS tokens, 10 AS characters,
          IF(id %% 2 = 0, 'positive', 'negative') AS polarity, 'train' AS part, 1 AS occurrence,
          false AS is_contradictory, id %% 4 = 0 AS has_link, id %% 3 = 0 AS has_mention,
          'file:/a' AS source, id AS row_number, '%1$s' AS run_id
        FROM range(%4$d)"""
        .formatted(run, text, tokens, ROWS);
  }

  private static String predictions() {
    return """
        SELECT 'fuse-1' AS run_id, string(id) AS id, 'text' AS subject, 'test' AS part,
          'positive' AS truth, IF(id % 2 = 0, 'positive', 'negative') AS predicted,
          0.9D + id % 10 / 200 AS confidence,
          named_struct('negative', 0.1D, 'neutral', 0.0D, 'positive', 0.9D) AS posterior,
          1.0D AS temperature, 'v1' AS model_version, 2 AS tokens, false AS has_link,
          false AS has_mention
        FROM range(2000)""";
  }

  private static String scores() {
    return """
        SELECT 'posts' AS run_id, concat('post-', id) AS id, 'sad' AS emotion,
          'negative' AS polarity, 0.5D AS confidence,
          named_struct('angry', 0D, 'disgust', 0D, 'fear', 0D, 'happy', 0D, 'sad', 1D,
            'surprise', 0D, 'neutral', 0D) AS posterior,
          named_struct('negative', 0.6D, 'neutral', 0.0D, 'positive', 0.4D) AS polarity_posterior,
          named_struct('negative', 0.6D, 'neutral', 0.0D, 'positive', 0.4D) AS text_posterior,
          false AS is_synthetic_pair, 'rule' AS rule, 1.0D AS text_weight,
          'm' AS mapping_version, 0.5D AS surprise_positive, 'v1' AS text_model_version
        FROM range(2000)""";
  }

  private static Manifest manifest() {
    return new Manifest(
        Manifest.FORMAT,
        "text",
        "v1",
        "train",
        "2026-02-01T00:00:00Z",
        "1",
        "lstm",
        Map.of(),
        List.of("negative", "positive"),
        1,
        1.0,
        0.8,
        0.8,
        1,
        1,
        Map.of(),
        Map.of());
  }
}
