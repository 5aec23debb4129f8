package org.mer.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.iceberg.Snapshot;
import org.apache.spark.SparkContext;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerJobStart;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.mer.LocalSpark;

@Tag("spark")
@ExtendWith(LocalSpark.class)
class PublicationTest {
  private static final Timestamp NOW = Timestamp.from(Instant.parse("2020-01-02T03:04:05Z"));

  @Test
  void whatIsAppendedIsSeenOncePublishedAndNotBefore(Lake lake) {
    try (Publication publication = lake.publication("run-1")) {
      assertThat(publication.append(Table.REJECTS, rejects("run-1", 3))).isEqualTo(3);
      assertThat(publication.append(Table.INGESTS, ingests("run-1", 1))).isEqualTo(1);
      assertThat(lake.read(Table.REJECTS).count()).isZero();
      assertThat(lake.read(Table.INGESTS).count()).isZero();

      publication.publish();
    }

    assertThat(lake.read(Table.REJECTS).count()).isEqualTo(3);
    assertThat(lake.read(Table.INGESTS).count()).isEqualTo(1);
  }

  @Test
  void aSecondPublicationAddsToTheFirst(Lake lake) {
    publish(lake, "run-1", 3);
    publish(lake, "run-2", 4);

    assertThat(runs(lake, Table.REJECTS))
        .containsExactly("run-1", "run-1", "run-1", "run-2", "run-2", "run-2", "run-2");
    assertThat(runs(lake, Table.INGESTS)).containsExactly("run-1", "run-2");
  }

  @Test
  void publicationsThatOverlapAreBothKept(Lake lake) {
    publish(lake, "run-0", 1);
    try (Publication first = lake.publication("run-1");
        Publication second = lake.publication("run-2")) {
      first.append(Table.REJECTS, rejects("run-1", 1));
      second.append(Table.REJECTS, rejects("run-2", 2));
      second.publish();
      first.publish();
    }

    assertThat(runs(lake, Table.REJECTS)).containsExactly("run-0", "run-1", "run-2", "run-2");
  }

  @Test
  void aTableMayBeAppendedToTwice(Lake lake) {
    try (Publication publication = lake.publication("run-1")) {
      publication.append(Table.REJECTS, rejects("run-1", 1));
      publication.append(Table.REJECTS, rejects("run-1", 2));
      publication.publish();
    }

    assertThat(lake.read(Table.REJECTS).count()).isEqualTo(3);
  }

  @Test
  void noRowsAreNoHindrance(Lake lake) {
    for (String run : List.of("run-1", "run-2")) {
      try (Publication publication = lake.publication(run)) {
        assertThat(publication.append(Table.FACES, lake.read(Table.FACES))).isZero();
        assertThat(publication.append(Table.REJECTS, List.of())).isZero();
        publication.publish();
      }
    }

    assertThat(lake.read(Table.FACES).count()).isZero();
    assertThat(lake.read(Table.REJECTS).count()).isZero();
  }

  @Test
  void rowsThatTheDriverHoldsTakeNoJob(Lake lake) throws InterruptedException {
    SparkContext context = lake.spark().sparkContext();
    BlockingQueue<String> jobs = new LinkedBlockingQueue<>();
    SparkListener listener =
        new SparkListener() {
          @Override
          public void onJobStart(SparkListenerJobStart started) {
            jobs.add(started.properties().getProperty("spark.job.description", "unnamed"));
          }
        };
    context.addSparkListener(listener);
    try (Publication publication = lake.publication("run-1")) {
      assertThat(publication.append(Table.INGESTS, ingests("run-1", 2))).isEqualTo(2);
      publication.publish();

      context.setJobDescription("afterwards");
      assertThat(lake.read(Table.INGESTS).collectAsList()).hasSize(2);
      assertThat(jobs.poll(1, TimeUnit.MINUTES)).isEqualTo("afterwards");
    } finally {
      context.setJobDescription(null);
      context.removeSparkListener(listener);
    }

    assertThat(
            lake.read(Table.INGESTS)
                .select("source", "rows_read", "rows_changed.links", "ingested_at")
                .orderBy("source")
                .collectAsList())
        .containsExactly(
            RowFactory.create("file:/0", 6L, 5L, NOW), RowFactory.create("file:/1", 6L, 5L, NOW));
  }

  @Test
  void partitionedTablesArePublishedWhole(Lake lake) {
    for (String run : List.of("run-1", "run-2")) {
      try (Publication publication = lake.publication(run)) {
        publication.append(
            Table.FACES, List.of(face(run, "a", "Training"), face(run, "b", "PublicTest")));
        publication.publish();
      }
    }

    assertThat(lake.read(Table.FACES).where("part = 'Training'").count()).isEqualTo(2);
    assertThat(lake.read(Table.FACES).count()).isEqualTo(4);
  }

  @Test
  void whatIsNotPublishedLeavesNothing(Lake lake, Warehouse warehouse) throws IOException {
    publish(lake, "run-1", 3);
    List<Path> before = dataFiles(warehouse);
    try (Publication publication = lake.publication("run-2")) {
      publication.append(Table.REJECTS, rejects("run-2", 5));
      assertThat(dataFiles(warehouse)).hasSizeGreaterThan(before.size());
    }

    assertThat(runs(lake, Table.REJECTS)).containsExactly("run-1", "run-1", "run-1");
    assertThat(dataFiles(warehouse)).isEqualTo(before);
    assertThat(lake.iceberg(Table.REJECTS).snapshots()).hasSize(1);
  }

  @Test
  void whatIsNotPublishedLeavesNothingInAnEmptyTable(Lake lake, Warehouse warehouse)
      throws IOException {
    try (Publication publication = lake.publication("run-1")) {
      publication.append(Table.REJECTS, rejects("run-1", 5));
    }

    assertThat(lake.read(Table.REJECTS).count()).isZero();
    assertThat(dataFiles(warehouse)).isEmpty();
  }

  @Test
  void discardingLeavesOtherSnapshotsAlone(Lake lake) {
    publish(lake, "run-1", 1);
    publish(lake, "run-2", 2);
    try (Publication other = lake.publication("run-3")) {
      other.append(Table.REJECTS, rejects("run-3", 3));
      lake.iceberg(Table.REJECTS)
          .updateProperties()
          .set("history.expire.max-snapshot-age-ms", "1")
          .commit();
      try (Publication discarded = lake.publication("run-4")) {
        discarded.append(Table.REJECTS, rejects("run-4", 4));
      }

      assertThat(lake.iceberg(Table.REJECTS).history()).hasSize(2);
      other.publish();
    }

    assertThat(lake.read(Table.REJECTS).count()).isEqualTo(6);
  }

  @Test
  void whenOneTableFailsThoseBeforeItAreTakenBack(Lake lake, Warehouse warehouse)
      throws IOException {
    publish(lake, "run-1", 3);
    List<Path> before = dataFiles(warehouse);
    try (Publication publication = lake.publication("run-2")) {
      publication.append(Table.REJECTS, rejects("run-2", 5));
      publication.append(Table.INGESTS, ingests("run-2", 1));
      loseStaged(lake, Table.INGESTS, "run-2");

      assertThatThrownBy(publication::publish).isInstanceOf(RuntimeException.class);
      assertThat(runs(lake, Table.REJECTS)).containsExactly("run-1", "run-1", "run-1");
    }

    assertThat(runs(lake, Table.REJECTS)).containsExactly("run-1", "run-1", "run-1");
    assertThat(runs(lake, Table.INGESTS)).containsExactly("run-1");
    assertThat(dataFiles(warehouse)).containsAll(before);

    publish(lake, "run-3", 2);
    assertThat(runs(lake, Table.REJECTS))
        .containsExactly("run-1", "run-1", "run-1", "run-3", "run-3");
  }

  @Test
  void takingBackLeavesRowsThatOthersPublishedMeanwhile(Lake lake) {
    try (Publication publication = lake.publication("run-1")) {
      publication.append(Table.REJECTS, rejects("run-1", 5));
      publication.append(Table.REJECTS, List.of());
      publication.append(Table.INGESTS, ingests("run-1", 1));
      publish(lake, "run-2", 2);
      loseStaged(lake, Table.INGESTS, "run-1");

      assertThatThrownBy(publication::publish).isInstanceOf(RuntimeException.class);
    }

    assertThat(runs(lake, Table.REJECTS)).containsExactly("run-2", "run-2");
    assertThat(runs(lake, Table.INGESTS)).containsExactly("run-2");
  }

  @Test
  void anEmptyTableIsEmptyAgainWhenTakenBack(Lake lake) {
    try (Publication publication = lake.publication("run-1")) {
      publication.append(Table.REJECTS, rejects("run-1", 5));
      publication.append(Table.INGESTS, ingests("run-1", 1));
      loseStaged(lake, Table.INGESTS, "run-1");

      assertThatThrownBy(publication::publish).isInstanceOf(RuntimeException.class);
    }

    assertThat(lake.read(Table.REJECTS).count()).isZero();
    assertThat(lake.isEmpty(Table.REJECTS)).isTrue();
  }

  @Test
  void whatADeadRunHadPublishedInPartIsTakenBackByTheNext(Lake lake) throws IOException {
    publish(lake, "run-1", 3);
    Publication dying = lake.publication("run-2");
    dying.append(Table.REJECTS, rejects("run-2", 2));
    dying.append(Table.INGESTS, ingests("run-2", 1));
    long rejects = stagedBy(lake, Table.REJECTS, "run-2");
    long ingests = stagedBy(lake, Table.INGESTS, "run-2");
    lake.iceberg(Table.REJECTS).manageSnapshots().cherrypick(rejects).commit();
    assertThat(runs(lake, Table.REJECTS)).contains("run-2");
    Lease.Holder dead =
        new Lease.Holder(
            "run-2",
            "elsewhere",
            1,
            1,
            List.of(new Lease.Pending("REJECTS", rejects), new Lease.Pending("INGESTS", ingests)));

    new Recovery(lake).cleanUpAfter(dead);

    assertThat(runs(lake, Table.REJECTS)).containsExactly("run-1", "run-1", "run-1");
    assertThat(runs(lake, Table.INGESTS)).containsExactly("run-1");
    assertThat(lake.iceberg(Table.INGESTS).snapshot(ingests)).isNull();
    publish(lake, "run-3", 2);
    assertThat(runs(lake, Table.REJECTS)).hasSize(5);
  }

  @Test
  void aLeaseIsAnnouncedBeforeAnythingIsPublishedAndGivenBack(Lake lake, Warehouse warehouse) {
    try (Lease lease = lake.lease(Table.REJECTS, "run-1", Duration.ZERO);
        Publication publication = lake.publication("run-1", lease)) {
      publication.append(Table.REJECTS, rejects("run-1", 2));
      publication.publish();
      assertThat(lake.read(Table.REJECTS).count()).isEqualTo(2);
      assertThatThrownBy(() -> lake.lease(Table.REJECTS, "run-2", Duration.ZERO))
          .hasMessageContaining("run-1");
    }

    lake.lease(Table.REJECTS, "run-2", Duration.ZERO).close();
    assertThat(Path.of(warehouse.leases().toUri())).isEmptyDirectory();
  }

  @Test
  void whatIsStagedCanBeReadBackAndHoldsNoOtherRun(Lake lake) {
    publish(lake, "run-1", 3);
    try (Publication publication = lake.publication("run-2")) {
      assertThat(publication.staged(Table.REJECTS).count()).isZero();

      publication.append(Table.REJECTS, rejects("run-2", 2));
      publication.append(Table.REJECTS, rejects("run-2", 1));

      assertThat(publication.staged(Table.REJECTS).count()).isEqualTo(3);
      assertThat(publication.staged(Table.INGESTS).count()).isZero();
    }
  }

  @Test
  void anEmptyValueInARequiredColumnIsRefused(Lake lake) {
    Dataset<Row> nameless =
        lake.spark()
            .sql(
                "SELECT 'run-1' run_id, string(null) source, 1L row_number, 'bad' reason, 'x' raw");
    try (Publication publication = lake.publication("run-1")) {
      assertThatThrownBy(() -> publication.append(Table.REJECTS, nameless))
          .hasStackTraceContaining("source");
    }

    assertThat(lake.read(Table.REJECTS).count()).isZero();
  }

  @Test
  void columnsAreTakenByNameAndBroughtToTheirTypes(Lake lake) {
    Dataset<Row> shuffled =
        lake.spark()
            .sql(
                "SELECT 'x' raw, 7 row_number, 'more' other, 'bad' reason, 'f' source, 'r' run_id");
    try (Publication publication = lake.publication("r")) {
      publication.append(Table.REJECTS, shuffled);
      publication.publish();
    }

    assertThat(lake.read(Table.REJECTS).collectAsList())
        .containsExactly(RowFactory.create("r", "f", 7L, "bad", "x"));
  }

  private static void publish(Lake lake, String run, int rows) {
    try (Publication publication = lake.publication(run)) {
      publication.append(Table.REJECTS, rejects(run, rows));
      publication.append(Table.INGESTS, ingests(run, 1));
      publication.publish();
    }
  }

  private static void loseStaged(Lake lake, Table table, String run) {
    org.apache.iceberg.Table iceberg = lake.iceberg(table);
    iceberg
        .snapshots()
        .forEach(
            snapshot -> {
              if (snapshot.summary().getOrDefault("wap.id", "").startsWith(run + "/")) {
                iceberg.expireSnapshots().expireSnapshotId(snapshot.snapshotId()).commit();
              }
            });
  }

  private static long stagedBy(Lake lake, Table table, String run) {
    for (Snapshot snapshot : lake.iceberg(table).snapshots()) {
      if (snapshot.summary().getOrDefault("wap.id", "").startsWith(run + "/")) {
        return snapshot.snapshotId();
      }
    }

    throw new AssertionError("nothing staged by " + run);
  }

  private static List<Row> rejects(String run, int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> RowFactory.create(run, "file:/a.csv", (long) i, "bad", "raw " + i))
        .toList();
  }

  private static List<Row> ingests(String run, int count) {
    return IntStream.range(0, count)
        .mapToObj(
            i ->
                RowFactory.create(
                    run,
                    "j",
                    "file:/" + i,
                    9L,
                    "ab",
                    6L,
                    3L,
                    2L,
                    1L,
                    0L,
                    Map.of("links", 5L),
                    1.0,
                    NOW,
                    "1"))
        .toList();
  }

  private static Row face(String run, String id, String part) {
    return RowFactory.create(
        id,
        id,
        new byte[] {1},
        "happy",
        null,
        null,
        part,
        1,
        1.0,
        0.0,
        false,
        false,
        false,
        "file:/f.csv",
        2L,
        run);
  }

  private static List<String> runs(Lake lake, Table table) {
    return lake.read(table).select("run_id").as(Encoders.STRING()).collectAsList().stream()
        .sorted()
        .toList();
  }

  private static List<Path> dataFiles(Warehouse warehouse) throws IOException {
    try (Stream<Path> files = Files.walk(Path.of(warehouse.root().toUri()))) {
      return files
          .filter(file -> file.getFileName().toString().endsWith(".parquet"))
          .sorted()
          .toList();
    }
  }
}
