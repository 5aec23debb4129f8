package org.mer.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * Kills an ingest, a process of its own, at one moment after the other, and then lets it run: the
 * tables must be those of an ingest that nobody disturbed. What the runs say is under {@code
 * target/killed-it}.
 */
@Tag("cluster")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KilledIngestIT {
  private static final Path OUTPUT = Path.of("target", "killed-it").toAbsolutePath();
  private static final Path CALM = OUTPUT.resolve("calm");
  private static final Path DISTURBED = OUTPUT.resolve("disturbed");
  private static final Path TWEETS = OUTPUT.resolve("tweets.csv");
  private static final int ROWS = 20_000;

  @AutoClose private Scripts scripts;

  @BeforeAll
  void prepare() throws IOException, InterruptedException {
    scripts = new Scripts(OUTPUT);
    Files.write(TWEETS, tweets());
    assertThat(scripts.run("calm", ingest(CALM))).isZero();
  }

  @Test
  void aKilledIngestLeavesNothingAndCanBeRunAgain() throws IOException, InterruptedException {
    killOnce("start", log("start", " started: "));
    killOnce("survey", log("survey", " rows in 1 files"));
    killOnce("write", () -> hasDataFile(DISTURBED.resolve("mer/tweets/data")));
    killOnce("staged", log("staged", " rows kept"));
    killOnce("publish", log("publish", "publishing"));
    killOnce("announced", () -> isPublishing(DISTURBED.resolve("leases/mer.tweets.json")));

    assertThat(scripts.run("last", ingest(DISTURBED))).isZero();

    assertThat(scripts.logged("last")).contains("did not end; its lease");
    assertThat(content("disturbed-content", DISTURBED))
        .hasSize(4)
        .isEqualTo(content("calm-content", CALM));
  }

  private void killOnce(String name, BooleanSupplier moment)
      throws IOException, InterruptedException {
    int exitCode = scripts.kill(scripts.start(name, ingest(DISTURBED)), moment);

    assertThat(exitCode).as("exit code of the run killed at %s", name).isEqualTo(137);
  }

  private BooleanSupplier log(String name, String words) {
    return () -> {
      try {
        return scripts.logged(name).contains(words);
      } catch (IOException e) {
        return false;
      }
    };
  }

  private static boolean hasDataFile(Path folder) {
    try (Stream<Path> files = Files.exists(folder) ? Files.walk(folder) : Stream.empty()) {
      return files.anyMatch(file -> file.toString().endsWith(".parquet"));
    } catch (IOException e) {
      return false;
    }
  }

  private static boolean isPublishing(Path lease) {
    try {
      return Files.readString(lease).contains("snapshotId");
    } catch (IOException e) {
      return false;
    }
  }

  /** How many rows each table has, and a sum of their hashes. */
  private List<String> content(String name, Path warehouse)
      throws IOException, InterruptedException {
    String query =
        Stream.of(
                "tweets: id, fingerprint, text, polarity, part, occurrence, row_number, source",
                "rejects: row_number, reason, raw, source",
                "near_duplicates: fingerprint, other, similarity",
                "ingests: source, sha256, rows_read, rows_kept, rows_rejected, rows_duplicate")
            .map(table -> table.split(": ", -1))
            .map(
                table ->
                    "SELECT '%s' name, count(*) n, sum(cast(xxhash64(%s) AS decimal(38, 0))) h FROM mer.%s"
                        .formatted(table[0], table[1], table[0]))
            .reduce((one, other) -> one + " UNION ALL " + other)
            .orElseThrow();
    assertThat(
            scripts.run(
                name, "jobs/sql.sh", "--warehouse", warehouse.toString(), "--format", "csv", query))
        .isZero();
    return scripts.said(name).stream().skip(1).sorted().toList();
  }

  private static List<String> ingest(Path warehouse) {
    return List.of("jobs/ingest-tweets.sh", "--warehouse", warehouse.toString(), TWEETS.toString());
  }

  private static List<String> tweets() {
    return Stream.iterate(0, i -> i + 1).limit(ROWS).map(KilledIngestIT::tweet).toList();
  }

  /** Every hundredth is bad, every tenth repeats the one before, some are nearly the same. */
  private static String tweet(int i) {
    int text = i % 10 == 9 ? i - 1 : i;
    return "\"%d\",\"%d\",\"\",\"NO_QUERY\",\"user\",\"this is what number %s of them said on day %s of %s\""
        .formatted(
            i % 100 == 50 ? 7 : 4 * (text % 2),
            i,
            words(text),
            words(text / 20),
            words(text / 20 + 1));
  }

  private static String words(int number) {
    return Integer.toString(number)
        .chars()
        .mapToObj(digit -> String.valueOf((char) ('a' + digit - '0')))
        .reduce("", String::concat);
  }
}
