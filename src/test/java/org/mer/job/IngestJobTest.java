package org.mer.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.mer.LocalSpark;
import org.mer.UsageException;
import org.mer.table.Lake;
import org.mer.table.Table;
import org.mer.table.Warehouse;
import picocli.CommandLine;

@Tag("spark")
@ExtendWith(LocalSpark.class)
class IngestJobTest {
  private static final String TWEETS =
      """
      "4","1","","NO_QUERY","jane","good day"
      "7","1","","NO_QUERY","jane","which day"
      """;

  @TempDir Path folder;

  @Test
  void theSummaryTellsWhatBecameOfTheRows(Lake lake, Warehouse warehouse) throws IOException {
    Path file = Files.writeString(folder.resolve("tweets.csv"), TWEETS);

    assertThat(run(lake, warehouse, Map.of(), file.toString()))
        .contains(
            "read 2 rows of file:" + file, "1 kept", "1 rejected", "1 rejected: unknown label '7'");
    assertThat(lake.read(Table.RUNS).where("status = 'done'").count()).isEqualTo(1);
    assertThat(lake.read(Table.TWEETS).where("user_hash IS NULL").count()).isEqualTo(1);
  }

  @Test
  void usersAreHashedWithTheKeyOfTheSettings(Lake lake, Warehouse warehouse) throws IOException {
    Path file = Files.writeString(folder.resolve("tweets.csv"), TWEETS);

    run(lake, warehouse, Map.of("ingest.user-hash-key", "secret-of-the-test"), file.toString());

    assertThat(lake.read(Table.TWEETS).first().<String>getAs("user_hash")).matches("[0-9a-f]{64}");
    assertThat(lake.read(Table.RUNS).first().mkString("|")).doesNotContain("secret-of-the-test");
  }

  @Test
  void aFileMayBeSaidToBeTheManualTestSet(Lake lake, Warehouse warehouse) throws IOException {
    Path file = Files.writeString(folder.resolve("tweets.csv"), TWEETS);

    run(lake, warehouse, Map.of(), "--as", "manual", file.toString());

    assertThat(lake.read(Table.TWEETS).first().<String>getAs("part")).isEqualTo("manual");
  }

  @Test
  void aRunThatFailsIsRecorded(Lake lake, Warehouse warehouse) throws IOException {
    Path file = Files.writeString(folder.resolve("tweets.csv"), TWEETS);
    lake.spark()
        .sql(
            "ALTER TABLE mer.ingests SET TBLPROPERTIES ('write.parquet.compression-codec' = 'no-such-codec')");

    assertThatThrownBy(() -> run(lake, warehouse, Map.of(), file.toString()))
        .hasStackTraceContaining("no-such-codec");
    assertThat(lake.read(Table.RUNS).where("status = 'failed'").count()).isEqualTo(1);
    assertThat(lake.read(Table.TWEETS).count()).isZero();
  }

  @Test
  void aDryRunChecksAndWritesNothing(Lake lake, Warehouse warehouse) throws IOException {
    Path tweets = Files.writeString(folder.resolve("tweets.csv"), TWEETS);
    Path faces =
        Files.writeString(folder.resolve("faces.csv"), "emotion,pixels,Usage\n0,1,Training\n");

    assertThat(run(lake, warehouse, Map.of(), "--dry-run", tweets.toString()))
        .startsWith("dry run: ingest 1 file ");
    assertThatThrownBy(() -> run(lake, warehouse, Map.of(), "--dry-run", faces.toString()))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("jobs/ingest-faces.sh");
    assertThat(lake.read(Table.TWEETS).count()).isZero();
    assertThat(lake.read(Table.RUNS).count()).isZero();
  }

  private static String run(
      Lake lake, Warehouse warehouse, Map<String, String> settings, String... arguments) {
    IngestTweetsJob job = new IngestTweetsJob();
    new CommandLine(job).parseArgs(arguments);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    job.execute(
        new JobContext(
            Run.start("ingest-tweets"),
            Settings.read(null, settings, lake.spark().sparkContext().hadoopConfiguration()),
            warehouse,
            lake,
            new PrintStream(out, true, StandardCharsets.UTF_8)));
    return out.toString(StandardCharsets.UTF_8);
  }
}
