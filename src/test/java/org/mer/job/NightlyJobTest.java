package org.mer.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.mer.LocalSpark;
import org.mer.UsageException;
import org.mer.demo.SyntheticFaces;
import org.mer.demo.SyntheticTweets;
import org.mer.ingest.RefusedException;
import org.mer.model.Contender;
import org.mer.model.Promotions;
import org.mer.table.Lake;
import org.mer.table.Lease;
import org.mer.table.Table;
import org.mer.table.Warehouse;
import picocli.CommandLine;

/** Nights on few made-up data, with networks that learn next to nothing. */
@Tag("spark")
@ExtendWith(LocalSpark.class)
class NightlyJobTest {
  private static final Map<String, String> TWO_FACE_NETWORKS =
      Map.of("nightly.face-networks", "[cnn, cnn]");

  @TempDir Path folder;

  private Path arrivals;
  private Path told;

  @BeforeEach
  void makeFolders() throws IOException {
    arrivals = folder.resolve("arrivals");
    told = folder.resolve("told");
    Files.createDirectories(arrivals.resolve("tweets"));
    Files.createDirectories(arrivals.resolve("faces"));
  }

  @Test
  void nightsPromoteRefuseDieAndGoOn(Lake lake, Warehouse warehouse) throws IOException {
    Nights nights = new Nights(lake, warehouse);
    tweets(lake, "first.csv", 1);
    new SyntheticFaces(7).write(hadoop(arrivals.resolve("faces/first.csv")), 400, lake(lake));
    nights.night(TWO_FACE_NETWORKS);
    Contender first = Promotions.of(lake).champion().orElseThrow();
    assertThat(nights.lines())
        .extracting(
            line -> line.replaceAll(".*\"stage\":\"([^\"]+)\".*\"status\":\"(\\w+)\".*", "$1 $2"))
        .containsExactly(
            "ingest-tweets done",
            "ingest-faces done",
            "train-text done",
            "train-image-cnn done",
            "train-image-cnn-2 done",
            "combine-image done",
            "fuse done",
            "evaluate done",
            "promote done",
            "drift done",
            "maintain done");
    assertThat(
            lake.read(Table.STAGES)
                .where("stage = 'drift' AND status = 'done' AND rows = 0")
                .count())
        .as("the first night has nothing to compare with")
        .isEqualTo(1);
    assertThat(
            lake.read(Table.STAGES)
                .where("stage = 'maintain' AND status = 'done'")
                .select("message")
                .collectAsList())
        .singleElement()
        .asString()
        .contains("orphan files");
    assertThat(
            lake.read(Table.STAGES)
                .where("(stage LIKE 'train%' OR stage = 'combine-image') AND rows > 100")
                .count())
        .isEqualTo(4);
    assertThat(lake.read(Table.STAGES).where("stage = 'train-text' AND core_seconds > 0").count())
        .isEqualTo(1);
    assertThat(told)
        .content()
        .startsWith("promoted the champion is text model " + first.text().version());

    lake.spark()
        .sql("DELETE FROM mer.stages WHERE stage IN ('evaluate', 'promote') AND status = 'done'");
    long figures = lake.read(Table.METRICS).count();
    nights.night(TWO_FACE_NETWORKS);
    assertThat(nights.lines())
        .as("what was done and not noted is noted and not done again")
        .hasSize(2)
        .allMatch(line -> line.contains("\"status\":\"done\""));
    assertThat(lake.read(Table.METRICS).count()).isEqualTo(figures);
    assertThat(lake.read(Table.PROMOTIONS).count()).isEqualTo(1);

    Path bad = tweets(lake, "bad.csv", 2);
    Files.delete(bad.resolveSibling(".bad.csv.crc"));
    Files.writeString(bad, "broken\n".repeat(100), StandardOpenOption.APPEND);
    assertThatThrownBy(() -> nights.night(Map.of()))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("rejected");
    assertThat(Promotions.of(lake).champion()).hasValue(first);
    assertThat(told).content().contains("refused");
    assertThat(nights.lines()).singleElement().asString().contains("\"status\":\"refused\"");

    Files.delete(bad);
    tweets(lake, "second.csv", 3);
    assertThatThrownBy(
            () ->
                nights.night(
                    Map.of(
                        "fusion.rule", "none-such",
                        "nightly.face-networks", "[cnn, cnn]",
                        "nightly.maintain", "false",
                        "nightly.begin-with", "champion")))
        .isInstanceOf(UsageException.class);
    assertThat(nights.lines()).last().asString().contains("\"fuse\"", "\"status\":\"failed\"");
    assertThat(
            lake.read(Table.RUNS)
                .where("job LIKE 'train-%' AND arguments LIKE '%--begin-with=%'")
                .select("arguments")
                .collectAsList())
        .extracting(row -> row.getString(0))
        .as("each network of the faces with that of its name in the champion")
        .containsExactlyInAnyOrder(
            "--begin-with=" + first.face().path() + "/cnn",
            "--begin-with=" + first.face().path() + "/cnn-2",
            "--begin-with=" + first.text().path());
    long trained = lake.read(Table.MODELS).count();
    assertThatThrownBy(
            () ->
                nights.night(
                    Map.of(
                        "promotion.macro-f1-floor.text", "1",
                        "nightly.face-networks", "[cnn, cnn]")))
        .isInstanceOf(NotPromotedException.class)
        .hasMessageContaining("below the floor of 1.0");
    assertThat(lake.read(Table.MODELS).count()).as("trained once").isEqualTo(trained);
    assertThat(nights.lines())
        .as("a night ends with what it was begun to end with")
        .hasSize(4)
        .last()
        .asString()
        .contains("\"drift\"", "\"status\":\"done\"");
    assertThat(lake.read(Table.DRIFT).where("feature = 'tokens'").count())
        .as("tweets of this night against those of earlier ones")
        .isEqualTo(2);
    assertThat(Promotions.of(lake).champion()).hasValue(first);
    assertThat(lake.read(Table.STAGES).select("night").distinct().count()).isEqualTo(3);
    assertThat(
            lake.read(Table.RUNS)
                .where("job = 'nightly'")
                .orderBy("started_at")
                .select("status")
                .collectAsList())
        .extracting(row -> row.getString(0))
        .containsExactly("done", "done", "refused", "not-promoted");

    nights.night(Map.of(), "--only-if-new");
    assertThat(nights.lines()).as("no file is new").isEmpty();
  }

  @Test
  void whatFollowsTheDecisionMayFailAndIsDoneByTheNextStart(Lake lake, Warehouse warehouse)
      throws IOException {
    Nights nights = new Nights(lake, warehouse);
    tweets(lake, "tweets.csv", 1);
    new SyntheticFaces(7).write(hadoop(arrivals.resolve("faces/faces.csv")), 400, lake(lake));
    Map<String, String> hopeless =
        Map.of("promotion.macro-f1-floor.text", "1", "nightly.maintain", "false");

    try (Lease lease = lake.lease(Table.SCORES, "score-other", Duration.ZERO)) {
      assertThat(lease.predecessor()).isEmpty();
      assertThatThrownBy(
              () ->
                  nights.night(
                      Map.of("promotion.macro-f1-floor.text", "1", "retention.wait-minutes", "0")))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageStartingWith("the new models are not promoted, but maintain failed: ")
          .hasMessageContaining("score-other");
    }

    assertThat(nights.lines()).last().asString().contains("\"maintain\"", "\"status\":\"failed\"");
    assertThatThrownBy(() -> nights.night(hopeless))
        .isInstanceOf(NotPromotedException.class)
        .hasMessageContaining("below the floor of 1.0");
    assertThat(nights.lines())
        .as("only that")
        .singleElement()
        .asString()
        .contains("\"maintain\"", "\"status\":\"done\"");
    assertThat(lake.read(Table.PROMOTIONS).count()).isEqualTo(1);
    assertThat(lake.read(Table.STAGES).where("stage = 'promote'").count())
        .as("begun and ended once")
        .isEqualTo(2);
  }

  @Test
  void aSecondNightIntoTheWarehouseSaysWhoHasIt(Lake lake, Warehouse warehouse) {
    try (Lease lease = lake.lease("nightly", "nightly-other", Duration.ZERO)) {
      assertThat(lease.predecessor()).isEmpty();
      assertThatThrownBy(
              () -> new Nights(lake, warehouse).night(Map.of("nightly.wait-minutes", "0")))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("nightly is still in the hands of run nightly-other on ");
    }

    assertThat(lake.isEmpty(Table.STAGES)).isTrue();
  }

  @Test
  void whatIsInNoFolderIsTheUsersMistake(Lake lake, Warehouse warehouse) throws IOException {
    Files.writeString(arrivals.resolve("stray.csv"), "x");

    assertThatThrownBy(() -> new Nights(lake, warehouse).night(Map.of()))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("stray.csv")
        .hasMessageContaining("move it into one of them");
  }

  private Path tweets(Lake lake, String name, long seed) throws IOException {
    Path file = arrivals.resolve("tweets").resolve(name);
    new SyntheticTweets(seed).write(hadoop(file), 600, lake(lake));
    return file;
  }

  private static org.apache.hadoop.fs.Path hadoop(Path file) {
    return new org.apache.hadoop.fs.Path(file.toUri());
  }

  private static org.apache.hadoop.conf.Configuration lake(Lake lake) {
    return lake.spark().sparkContext().hadoopConfiguration();
  }

  /** Runs nights into a warehouse. */
  private final class Nights {
    private final Lake lake;
    private final Warehouse warehouse;
    private TestContext last;

    Nights(Lake lake, Warehouse warehouse) {
      this.lake = lake;
      this.warehouse = warehouse;
    }

    void night(Map<String, String> settings, String... arguments) {
      String tell = "echo $MER_STATUS $MER_REASON >> " + told;
      Map<String, String> all = new LinkedHashMap<>(DemoJob.settings());
      all.putAll(
          Map.of(
              "text.units", "4",
              "text.embedding", "4",
              "text.epochs", "1",
              "text.baselines", "[]",
              "image.channels", "4",
              "image.epochs", "1",
              "fusion.seeds", "1",
              "nightly.on-failure", tell,
              "nightly.on-promotion", tell));
      for (String yardstick : List.of("text", "face", "polarity", "emotion")) {
        all.put("promotion.macro-f1-floor." + yardstick, "0");
        all.put("promotion.calibration-ceiling." + yardstick, "1");
      }

      all.putAll(settings);
      NightlyJob job = new NightlyJob();
      CommandLine line = new CommandLine(job);
      line.parseArgs(
          java.util.stream.Stream.concat(
                  java.util.stream.Stream.of("--arrivals", arrivals.toString()),
                  java.util.stream.Stream.of(arguments))
              .toArray(String[]::new));
      last = new TestContext(lake, warehouse);
      job.execute(last.of("nightly", all));
    }

    /** What the last night printed. */
    List<String> lines() {
      return last.printed().lines().toList();
    }
  }
}
