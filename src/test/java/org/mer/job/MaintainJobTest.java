package org.mer.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.mer.LocalSpark;
import org.mer.UsageException;
import org.mer.table.Lake;
import org.mer.table.Lease;
import org.mer.table.MadeUpRows;
import org.mer.table.Publication;
import org.mer.table.Table;
import org.mer.table.TableMaintenance;
import org.mer.table.TableRetention;
import org.mer.table.Warehouse;
import picocli.CommandLine;

@Tag("spark")
@ExtendWith(LocalSpark.class)
class MaintainJobTest {
  private static final int RUNS = 4;
  private static final String OLD = "old";
  private static final String YOUNG = "young";

  private final Instant now = Instant.now();
  private Lake lake;
  private Warehouse warehouse;

  @BeforeEach
  void open(Lake given, Warehouse root) {
    lake = given;
    warehouse = root;
  }

  @Test
  void aTableKeepsItsRowsAndLosesItsPast() {
    publishRejects();
    List<String> before = rejects();

    String said = maintain(Map.of());

    assertThat(rejects()).isEqualTo(before).hasSize(RUNS);
    assertThat(count("SELECT * FROM mer.rejects.files")).isEqualTo(1);
    assertThat(count("SELECT * FROM mer.rejects.snapshots")).isEqualTo(1);
    assertThat(said).contains(RUNS + " small files put together").contains("snapshots expired");
    assertThat(lake.read(Table.RUNS).select("job", "message").collectAsList())
        .singleElement()
        .asString()
        .startsWith("[maintain,%d small files put together, ".formatted(RUNS));
  }

  @Test
  void scoresOfAnOlderVersionAreGoneThroughForTheLatest() {
    new MadeUpRows(lake)
        .add(
            Table.SCORES,
            List.of(
                Map.of("id", "a", "run_id", "score-20200101T000000-000000"),
                Map.of("id", "a", "run_id", "score-20200102T000000-000000")));

    maintain(Map.of());

    assertThat(lake.read(Table.SUPERSEDED).select("id", "score_run_id").collectAsList())
        .containsExactly(RowFactory.create("a", "score-20200101T000000-000000"));
  }

  @Test
  void theDefaultsKeepTheHistoryOfAMonthAndSomeSnapshots() {
    publishRejects();
    TableRetention defaults =
        new TableRetention(Duration.ofDays(30), 2, Duration.ofDays(3), RUNS + 1);

    assertThat(at(now, defaults).expired(Table.REJECTS)).isEmpty();
    assertThat(at(now.plus(Duration.ofDays(31)), defaults).expired(Table.REJECTS))
        .containsExactlyElementsOf(
            lake
                .spark()
                .sql("SELECT snapshot_id FROM mer.rejects.snapshots ORDER BY committed_at LIMIT 2")
                .collectAsList()
                .stream()
                .map(row -> row.getLong(0))
                .toList());
    assertThat(at(now, defaults).compact(Table.REJECTS)).isZero();
  }

  @Test
  void whatWasStagedAndNeverPublishedGoesWhenItIsOld() {
    publishRejects();
    TableRetention retention = new TableRetention(Duration.ofDays(30), 10, Duration.ofDays(3), 100);
    try (Publication publication = lake.publication("dead")) {
      publication.append(Table.REJECTS, List.of(reject("dead")));

      assertThat(at(now.plus(Duration.ofDays(2)), retention).expired(Table.REJECTS)).isEmpty();
      TableMaintenance later = at(now.plus(Duration.ofDays(4)), retention);
      assertThat(later.expired(Table.REJECTS)).hasSize(1);
      assertThat(later.expire(Table.REJECTS)).isPositive();
      assertThat(later.expired(Table.REJECTS)).isEmpty();
    }

    assertThat(rejects()).hasSize(RUNS);
  }

  @Test
  void orphansGoWhenTheyAreOld() throws IOException {
    publishRejects();
    Path data = root().resolve("mer/rejects/data");
    Path old = aged(Files.writeString(data.resolve("old.parquet"), "orphan"));
    Path young = Files.writeString(data.resolve("young.parquet"), "of a job that runs");

    maintain(Map.of());

    assertThat(old).doesNotExist();
    assertThat(young).exists();
    assertThat(rejects()).hasSize(RUNS);
  }

  @Test
  void checkpointsOfATrainingThatWasGivenUpGo() throws IOException {
    Path abandoned = checkpoint("train-text", OLD);
    aged(abandoned);
    aged(abandoned.getParent());
    Path recent = checkpoint("train-image", YOUNG);
    aged(recent.getParent());
    Path stream = checkpoint("score", OLD);
    aged(stream);
    aged(stream.getParent());

    maintain(Map.of());

    assertThat(abandoned.getParent()).doesNotExist();
    assertThat(recent).exists();
    assertThat(stream).as("which files a stream has read is no training's").exists();
  }

  @Test
  void tweetsAreNotRewrittenWhileATrainingOnThemCanBeGoneOnWith() throws IOException {
    for (int i = 0; i < RUNS; i++) {
      try (Publication publication = lake.publication("run-" + i)) {
        publication.append(Table.TWEETS, List.of(tweet("run-" + i)));
        publication.publish();
      }
    }

    Path checkpoint = checkpoint("train-text", YOUNG);
    Map<String, Long> before = lake.snapshots(Table.TWEETS);
    maintain(Map.of());
    assertThat(lake.snapshots(Table.TWEETS)).isEqualTo(before);

    Files.delete(checkpoint);
    maintain(Map.of());
    assertThat(lake.snapshots(Table.TWEETS)).isNotEqualTo(before);
    assertThat(lake.read(Table.TWEETS).count()).isEqualTo(RUNS);
  }

  @Test
  void oldBundlesGoButNeverAChampionOrTheNewest() throws IOException {
    Instant longAgo = now.minus(Duration.ofDays(200));
    try (Publication publication = lake.publication("train")) {
      publication.append(
          Table.MODELS,
          List.of(
              model("champion", "lstm", longAgo),
              model("before-it", "lstm", longAgo.plusSeconds(1)),
              model("nobody", "lstm", longAgo.plusSeconds(2)),
              model("newest", "lstm", longAgo.plusSeconds(3)),
              model("other", "transformer", longAgo),
              model("recent", "ensemble", now),
              model("more-recent", "ensemble", now.plusSeconds(1))));
      publication.publish();
    }

    for (Row model : lake.read(Table.MODELS).select("version").collectAsList()) {
      bundle(model.getString(0));
    }

    aged(bundle("never-listed"));
    aged(bundle("_half-written"));
    bundle("_being-written");
    promote(1, "promote", "before-it", "nobody");
    promote(2, "promote", "champion", "before-it");
    promote(3, "refuse", "nobody", "champion");
    promote(4, "refuse", "nobody", "champion");
    Map<String, String> policy =
        Map.of("retention.bundles-kept", "1", "retention.champions-kept", "1");

    String listed = run(policy, "--dry-run");
    assertThat(bundles()).contains("nobody");
    maintain(policy);

    assertThat(bundles())
        .containsExactlyInAnyOrder(
            "champion", "before-it", "newest", "other", "recent", "more-recent", "_being-written");
    assertThat(lake.read(Table.MODELS).count()).as("what a row tells stays").isEqualTo(7);
    assertThat(listed.lines().filter(line -> line.contains("delete the bundle")))
        .hasSize(3)
        .anySatisfy(line -> assertThat(line).endsWith("models/text/nobody"));
  }

  @Test
  void aDryRunListsWhatWouldGoAndChangesNothing() throws IOException {
    publishRejects();
    Path orphan = aged(Files.writeString(root().resolve("mer/rejects/data/o.parquet"), "orphan"));
    Path checkpoint = checkpoint("train-text", OLD);
    aged(checkpoint);
    aged(checkpoint.getParent());

    assertThat(run(Map.of(), "--dry-run"))
        .contains("put %d small files of mer.rejects together".formatted(RUNS))
        .containsPattern("expire snapshot \\d+ of mer.rejects")
        .containsPattern("delete the orphan file .*/o.parquet")
        .containsPattern("delete the checkpoints .*/train-text/old");
    assertThat(orphan).exists();
    assertThat(checkpoint).exists();
    assertThat(count("SELECT * FROM mer.rejects.files")).isEqualTo(RUNS);
    assertThat(lake.read(Table.RUNS).count()).isZero();
  }

  @Test
  void itWaitsForWhoeverWrites() {
    try (Lease writing = lake.lease(Table.SCORES, "a-stream", Duration.ZERO)) {
      assertThat(writing.predecessor()).isEmpty();
      assertThatThrownBy(() -> maintain(Map.of("retention.wait-minutes", "0")))
          .hasMessageContaining("mer.scores is still in the hands of run a-stream");
    }

    assertThat(maintain(Map.of())).contains("snapshots expired");
  }

  @Test
  void aPolicyThatWouldTakeWhatIsInUseIsRefused() {
    assertThatThrownBy(() -> maintain(Map.of("retention.leftover-days", "0.5")))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("leftovers must be kept for a day at least");
    assertThatThrownBy(() -> maintain(Map.of("retention.bundles-kept", "0")))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("at least 1 bundle of each network");
  }

  /** By a policy that keeps no history. */
  private String maintain(Map<String, String> settings) {
    return run(settings);
  }

  private String run(Map<String, String> settings, String... arguments) {
    Map<String, String> policy = new java.util.HashMap<>();
    policy.put("retention.snapshot-days", "0");
    policy.put("retention.snapshots-kept", "1");
    policy.put("retention.compact-from-files", "2");
    policy.putAll(settings);
    MaintainJob job = new MaintainJob();
    new CommandLine(job).parseArgs(arguments);
    TestContext test = new TestContext(lake, warehouse);
    job.execute(test.of("maintain", policy));
    return test.printed();
  }

  private TableMaintenance at(Instant moment, TableRetention retention) {
    return new TableMaintenance(lake, retention, moment);
  }

  private void publishRejects() {
    IntStream.range(0, RUNS)
        .mapToObj(i -> "run-" + i)
        .forEach(
            run -> {
              try (Publication publication = lake.publication(run)) {
                publication.append(Table.REJECTS, List.of(reject(run)));
                publication.publish();
              }
            });
  }

  private static Row reject(String run) {
    return RowFactory.create(run, "file:/a.csv", 1L, "no text", "raw");
  }

  private static Row tweet(String run) {
    return RowFactory.create(
        run,
        run,
        "a day",
        2,
        5,
        "positive",
        "train",
        1,
        false,
        false,
        false,
        null,
        null,
        "file:/a.csv",
        1L,
        run);
  }

  private static Row model(String version, String network, Instant created) {
    return RowFactory.create(
        "text",
        version,
        "train",
        Timestamp.from(created),
        "file:/" + version,
        network,
        10L,
        1.0,
        0.8,
        0.8,
        100L,
        "{}");
  }

  private void promote(int number, String action, String text, String before) {
    lake.spark()
        .sql(
            """
            INSERT INTO mer.promotions (run_id, number, decided_at, action, text_version, text_path,
              face_version, face_path, fuse_run_id, fusion_rule, previous_text_version,
              previous_text_path, previous_face_version, previous_face_path, previous_fuse_run_id,
              previous_fusion_rule, reasons, figures, decided_by)
            SELECT 'run', %d, current_timestamp(), '%s', '%s', 'path', 'face', 'path', 'fuse', '{}',
              '%s', 'path', 'face', 'path', 'fuse', '{}', array('better'), map('n', 1.0D), 'user'"""
                .formatted(number, action, text, before));
  }

  private Path bundle(String version) throws IOException {
    Path folder = Files.createDirectories(root().resolve("models/text").resolve(version));
    Files.writeString(folder.resolve("manifest.json"), "{}");
    return folder;
  }

  private List<String> bundles() throws IOException {
    try (Stream<Path> folders = Files.list(root().resolve("models/text"))) {
      return folders.map(folder -> folder.getFileName().toString()).toList();
    }
  }

  private Path checkpoint(String job, String run) throws IOException {
    return Files.createDirectories(
        root().resolve("checkpoints").resolve(job).resolve(run).resolve("000001-00000000"));
  }

  private Path root() {
    return Path.of(warehouse.root().toUri().getPath());
  }

  private Path aged(Path file) throws IOException {
    return Files.setLastModifiedTime(file, FileTime.from(now.minus(Duration.ofDays(20))));
  }

  private List<String> rejects() {
    return lake.read(Table.REJECTS).collectAsList().stream().map(Row::toString).sorted().toList();
  }

  private long count(String query) {
    return lake.spark().sql(query).count();
  }
}
