package org.mer.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
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
  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final int ROWS = 20_000;

  @BeforeAll
  void prepare() throws IOException, InterruptedException {
    delete(OUTPUT);
    Files.createDirectories(OUTPUT);
    Files.write(TWEETS, tweets());
    assertThat(ingest("calm", CALM).waitFor()).isZero();
  }

  @Test
  void aKilledIngestLeavesNothingAndCanBeRunAgain() throws IOException, InterruptedException {
    killOnce("start", log("start", " started: "));
    killOnce("survey", log("survey", " rows in 1 files"));
    killOnce("write", () -> hasDataFile(DISTURBED.resolve("mer/tweets/data")));
    killOnce("staged", log("staged", " rows kept"));
    killOnce("publish", log("publish", "publishing"));
    killOnce("announced", () -> isPublishing(DISTURBED.resolve("leases/mer.tweets.json")));

    assertThat(ingest("last", DISTURBED).waitFor()).isZero();

    assertThat(Files.readString(file("last.err"))).contains("did not end; its lease");
    assertThat(content("disturbed-content", DISTURBED))
        .hasSize(4)
        .isEqualTo(content("calm-content", CALM));
  }

  /** Kills as kill -9 does. */
  private static void killOnce(String name, BooleanSupplier moment)
      throws IOException, InterruptedException {
    Process process = ingest(name, DISTURBED);
    Instant deadline = Instant.now().plus(PATIENCE);
    while (process.isAlive() && !moment.getAsBoolean() && Instant.now().isBefore(deadline)) {
      TimeUnit.MILLISECONDS.sleep(5);
    }

    process.destroyForcibly();
    assertThat(process.waitFor()).as("exit code of the run killed at %s", name).isEqualTo(137);
  }

  private static BooleanSupplier log(String name, String words) {
    return () -> {
      try {
        return Files.exists(file(name + ".err"))
            && Files.readString(file(name + ".err")).contains(words);
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
  private static List<String> content(String name, Path warehouse)
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
    Process process =
        start(name, "jobs/sql.sh", "--warehouse", warehouse.toString(), "--format", "csv", query);
    assertThat(process.waitFor()).isZero();
    return Files.readAllLines(file(name + ".out")).stream().skip(1).sorted().toList();
  }

  private static Process ingest(String name, Path warehouse) throws IOException {
    return start(
        name, "jobs/ingest-tweets.sh", "--warehouse", warehouse.toString(), TWEETS.toString());
  }

  private static Process start(String name, String... command) throws IOException {
    Files.deleteIfExists(file(name + ".err"));
    return new ProcessBuilder(command)
        .redirectOutput(file(name + ".out").toFile())
        .redirectError(file(name + ".err").toFile())
        .start();
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

  private static Path file(String name) {
    return OUTPUT.resolve(name);
  }

  private static void delete(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }

    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
