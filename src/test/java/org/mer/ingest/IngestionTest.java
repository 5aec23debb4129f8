package org.mer.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.mer.LocalSpark;
import org.mer.UsageException;
import org.mer.ingest.quality.QualityGate;
import org.mer.table.Lake;
import org.mer.table.Table;

@Tag("spark")
@ExtendWith(LocalSpark.class)
class IngestionTest {
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private static final Optional<NearDuplicates> SEARCH = Optional.of(new NearDuplicates(0.8, 1));

  @TempDir Path folder;

  @Test
  void everyRowGoesSomewhereOnce(Lake lake) throws IOException {
    Path file =
        write(
            "tweets.csv",
            tweet(4, "jane", "good day"),
            "",
            tweet(0, "jane", "bad day @joe"),
            tweet(9, "jane", "which day @joe"),
            tweet(4, "kim", "Good day :)"),
            tweet(0, "kim", "GOOD day"),
            "\"4\",\"1\",\"\",\"q\",\"kim\"",
            tweet(2, "kim", "some day"));

    IngestReport report = tweets(lake, "run-1", file);

    assertThat(counted(report)).singleElement().isEqualTo(counts(file, 7, 3, 3, 1, 2));
    assertThat(rows(lake, Table.TWEETS, "row_number, polarity, text, source, run_id"))
        .containsExactly(
            RowFactory.create(1L, "positive", "good day", uri(file), "run-1"),
            RowFactory.create(3L, "negative", "bad day <user>", uri(file), "run-1"),
            RowFactory.create(6L, "negative", "good day", uri(file), "run-1"));
    assertThat(rows(lake, Table.REJECTS, "row_number, reason, raw, source, run_id"))
        .containsExactly(
            RowFactory.create(
                4L,
                "unknown label '9'",
                "\"9\",\"1\",\"\",\"NO_QUERY\",\"<user>\",\"which day  <user> \"",
                uri(file),
                "run-1"),
            RowFactory.create(
                7L,
                "expected 6 columns, found 5",
                "\"4\",\"1\",\"\",\"<user>\",\"<user>\"",
                uri(file),
                "run-1"),
            RowFactory.create(
                8L,
                "label 2 (neutral) occurs only in the manual test set",
                "\"2\",\"1\",\"\",\"NO_QUERY\",\"<user>\",\"some day\"",
                uri(file),
                "run-1"));
    assertThat(
            rows(
                lake,
                Table.INGESTS,
                "job, bytes, rows_read, rows_kept, rows_rejected, rows_duplicate, rows_contradictory"))
        .containsExactly(RowFactory.create("test", Files.size(file), 7L, 3L, 3L, 1L, 2L));
    assertThat(report.reasons()).hasSize(3).allMatch(reason -> reason.rows() == 1);
  }

  @Test
  void whatIsIngestedTwiceAddsNothing(Lake lake) throws IOException {
    Path train = write("tweets.csv", tweet(4, "a", "one"), tweet(0, "a", "two"));
    Path manual = write("manual.csv", tweet(4, "a", "one"), tweet(4, "b", "one"));
    tweets(lake, "run-1", train, manual);
    List<Row> before = rows(lake, Table.TWEETS, "*");

    IngestReport report = tweets(lake, "run-2", train, manual);

    assertThat(counted(report))
        .containsExactly(counts(manual, 2, 0, 0, 2, 0), counts(train, 2, 0, 0, 2, 0));
    assertThat(rows(lake, Table.TWEETS, "*")).hasSize(4).isEqualTo(before);
    assertThat(lake.read(Table.INGESTS).count()).isEqualTo(4);
  }

  @Test
  void theManualTestSetStaysWhole(Lake lake) throws IOException {
    Path manual =
        write(
            "testdata.manual.csv",
            tweet(2, "a", "same"),
            tweet(2, "b", "same"),
            tweet(4, "c", "same"));

    tweets(lake, "run-1", manual);

    assertThat(rows(lake, Table.TWEETS, "row_number, polarity, part, occurrence"))
        .containsExactly(
            RowFactory.create(1L, "neutral", "manual", 1),
            RowFactory.create(2L, "neutral", "manual", 2),
            RowFactory.create(3L, "positive", "manual", 1));
    assertThat(lake.read(Table.TWEETS).select("id").distinct().count()).isEqualTo(3);
  }

  @Test
  void aCopyOfAFileAddsNothingEither(Lake lake) throws IOException {
    String[] lines = {tweet(2, "a", "same"), tweet(2, "b", "same"), tweet(4, "c", "other")};
    Path first = write("manual-1.csv", lines);
    Path second = write("manual-2.csv", lines);

    IngestReport report = tweets(lake, "run-1", first, second);

    assertThat(counted(report))
        .containsExactly(counts(first, 3, 3, 0, 0, 0), counts(second, 3, 0, 0, 3, 0));
  }

  @Test
  void contradictionsWithWhatIsThereAreCounted(Lake lake) throws IOException {
    tweets(lake, "run-1", write("a.csv", tweet(4, "a", "one"), tweet(4, "a", "two")));

    IngestReport report =
        tweets(lake, "run-2", write("b.csv", tweet(0, "a", "one"), tweet(0, "a", "three")));

    assertThat(counted(report).get(0).contradictory()).isEqualTo(1);
    assertThat(counted(report).get(0).kept()).isEqualTo(2);
  }

  @Test
  void partsFollowFromTheTextAlone(Lake lake) throws IOException {
    String[] lines =
        IntStream.range(0, 2_000).mapToObj(i -> tweet(4, "a", "word" + i)).toArray(String[]::new);
    tweets(lake, "run-1", write("a.csv", lines));

    assertThat(lake.read(Table.TWEETS).where("part = 'train'").count()).isBetween(1_500L, 1_700L);
    assertThat(lake.read(Table.TWEETS).where("part = 'validation'").count()).isBetween(130L, 270L);
    assertThat(lake.read(Table.TWEETS).where("part = 'test'").count()).isBetween(130L, 270L);
    tweets(lake, "run-2", write("b.csv", java.util.Arrays.copyOf(negated(lines), 100)));
    assertThat(
            lake.spark()
                .sql("SELECT text FROM mer.tweets GROUP BY text HAVING count(DISTINCT part) > 1")
                .count())
        .isZero();
  }

  @Test
  void rowsAreNumberedThroughAllBlocksOfAFile(Lake lake, SparkSession spark) throws IOException {
    Path plain = write("a.csv", numbered(1_000, "a"));
    Path other = write("folder with blanks/b.csv", numbered(300, "b"));

    tweets(lake, "run-1", plain, other);

    assertThat(lake.read(Table.TWEETS).where("text <> concat(substring(text, 1, 1), row_number)"))
        .satisfies(wrong -> assertThat(wrong.count()).isZero());
    assertThat(lake.read(Table.TWEETS).count()).isEqualTo(1_170);
    assertThat(rows(lake, Table.REJECTS, "row_number").size()).isEqualTo(130);
    assertThat(lake.read(Table.REJECTS).where("row_number % 10 <> 5").count()).isZero();
  }

  @Test
  void compressedFilesAndFoldersAreRead(Lake lake) throws IOException {
    Path zipped = folder.resolve("in/a.csv.gz");
    Files.createDirectories(zipped.getParent());
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(zipped))) {
      out.write((tweet(4, "a", "zipped") + "\r\n").getBytes(StandardCharsets.UTF_8));
    }

    write("in/deeper/b.csv", tweet(4, "a", "plain"));
    write("in/_hidden.csv", "no tweet at all");

    tweets(lake, "run-1", folder.resolve("in"));

    assertThat(rows(lake, Table.TWEETS, "row_number, text"))
        .containsExactlyInAnyOrder(RowFactory.create(1L, "zipped"), RowFactory.create(1L, "plain"));
  }

  @Test
  void textsThatAreNearlyTheSameAreListed(Lake lake) throws IOException {
    String text = "some people say that the sun is not going to shine on monday or tuesday at all";
    tweets(
        lake,
        "run-1",
        SEARCH,
        write(
            "a.csv",
            tweet(4, "a", text),
            tweet(4, "b", text + " again"),
            tweet(0, "b", text + " again"),
            tweet(4, "c", "nothing of this has been said by anybody else before now"),
            tweet(4, "d", "short one")));
    assertThat(lake.read(Table.NEAR_DUPLICATES).count()).isEqualTo(1);

    tweets(
        lake,
        "run-2",
        SEARCH,
        write("b.csv", tweet(4, "a", "so " + text), tweet(0, "c", "short one")));

    List<Row> found =
        lake.spark()
            .sql("SELECT similarity, run_id FROM mer.near_duplicates ORDER BY run_id")
            .collectAsList();
    assertThat(found.get(0)).isEqualTo(RowFactory.create(16.0 / 17, "run-1"));
    assertThat(found.subList(1, found.size()))
        .isNotEmpty()
        .allMatch(row -> row.getString(1).equals("run-2") && row.getDouble(0) >= 16.0 / 18);
  }

  @Test
  void repeatedFacesAreNumberedAndKept(Lake lake) throws IOException {
    Path file =
        write(
            "fer.csv",
            "emotion,pixels,Usage",
            face(3, 7, "Training"),
            face(3, 7, "Training"),
            face(4, 7, "Training"),
            face(3, 7, "PublicTest"),
            face(3, 256, "PublicTest"));

    IngestReport report = faces(lake, "run-1", file);

    assertThat(counted(report)).containsExactly(counts(file, 5, 4, 1, 0, 4));
    assertThat(rows(lake, Table.FACES, "row_number, emotion, part, occurrence, brightness"))
        .containsExactly(
            RowFactory.create(2L, "happy", "Training", 1, 7.0),
            RowFactory.create(3L, "happy", "Training", 2, 7.0),
            RowFactory.create(4L, "sad", "Training", 1, 7.0),
            RowFactory.create(5L, "happy", "PublicTest", 1, 7.0));
    assertThat(lake.read(Table.FACES).select("fingerprint").distinct().count()).isEqualTo(1);
    assertThat(
            lake.read(Table.FACES)
                .where("is_contradictory AND is_across_parts AND is_blank")
                .count())
        .isEqualTo(4);
    assertThat(rows(lake, Table.REJECTS, "row_number, reason"))
        .containsExactly(RowFactory.create(6L, "pixel 1 is 256, outside 0 to 255"));
    assertThat(counted(faces(lake, "run-2", file))).containsExactly(counts(file, 5, 0, 1, 4, 0));
  }

  @Test
  void aRunThatFailsLeavesEveryTableAsItWas(Lake lake) throws IOException {
    tweets(lake, "run-1", write("a.csv", tweet(4, "a", "one")));
    Path file = write("b.csv", tweet(4, "a", "two"), tweet(9, "a", "three"));
    lake.spark().sql("ALTER TABLE mer.ingests RENAME TO mer.gone");

    assertThatThrownBy(() -> tweets(lake, "run-2", file)).hasMessageContaining("ingests");

    assertThat(rows(lake, Table.TWEETS, "text")).containsExactly(RowFactory.create("one"));
    assertThat(lake.read(Table.REJECTS).count()).isZero();
  }

  @Test
  void anotherKindOfFileIsRefused(SparkSession spark) throws IOException {
    Path fer = write("fer.csv", "emotion,pixels,Usage", face(3, 7, "Training"));
    Path sentiment = write("tweets.csv", tweet(4, "a", "one"));

    assertRefused(() -> checkTweets(spark, fer), "Sentiment140", "ingest-faces.sh", uri(fer));
    assertRefused(() -> checkFaces(spark, sentiment), "FER2013", "ingest-tweets.sh");
    assertRefused(
        () -> checkFaces(spark, write("b.csv", "emotion,pixels,Usage", "3,1 2,Training")),
        "expected 2,304 pixels, found 2");
    assertRefused(() -> checkFaces(spark, write("c.csv", "emotion,pixels,Usage")), "no record");
    assertRefused(() -> checkTweets(spark, write("d.csv", "", " ")), "no record");
    assertRefused(() -> checkTweets(spark, write("e.bin", "a\0b")), "not text");
  }

  @Test
  void filesThatAreNotThereAreRefused(SparkSession spark) throws IOException {
    Path empty = write("empty.csv");
    Path hollow = Files.createDirectories(folder.resolve("hollow"));
    Path broken = write("broken.csv.gz", "this is not compressed");

    assertRefused(() -> checkTweets(spark, folder.resolve("nowhere.csv")), "there is no file");
    assertRefused(() -> checkTweets(spark, folder.resolve("x*.csv")), "no file matches");
    assertRefused(() -> checkTweets(spark, hollow), "holds no file");
    assertRefused(() -> checkTweets(spark, empty), "is empty");
    assertRefused(() -> checkTweets(spark, broken), "cannot be read");
    assertThatThrownBy(
            () ->
                SourceFiles.find(
                    List.of("nosuch://a/b"), spark.sparkContext().hadoopConfiguration()))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("nosuch");
  }

  private interface Check {
    void run() throws IOException;
  }

  private static void assertRefused(Check check, String... words) {
    assertThatThrownBy(check::run)
        .isInstanceOf(UsageException.class)
        .hasMessageContainingAll(words);
  }

  private static void checkTweets(SparkSession spark, Path file) {
    TweetReading.asPublished().source(find(spark, file));
  }

  private static void checkFaces(SparkSession spark, Path file) {
    FaceReading.source(find(spark, file));
  }

  private static SourceFiles find(SparkSession spark, Path... files) {
    return SourceFiles.find(
        List.of(files).stream().map(Path::toString).toList(),
        spark.sparkContext().hadoopConfiguration());
  }

  private static IngestReport tweets(Lake lake, String runId, Path... files) {
    return tweets(lake, runId, Optional.empty(), files);
  }

  private static IngestReport tweets(
      Lake lake, String runId, Optional<NearDuplicates> search, Path... files) {
    SourceFiles found = find(lake.spark(), files);
    return new Ingestion(
            TweetReading.asPublished().source(found),
            QualityGate.of(Table.TWEETS, List.of()),
            PATIENCE,
            search)
        .run(lake, run(runId));
  }

  private static IngestReport faces(Lake lake, String runId, Path... files) {
    SourceFiles found = find(lake.spark(), files);
    return new Ingestion(
            FaceReading.source(found),
            QualityGate.of(Table.FACES, List.of()),
            PATIENCE,
            Optional.empty())
        .run(lake, run(runId));
  }

  private static Ingestion.Run run(String id) {
    return new Ingestion.Run(id, "test", Instant.parse("2020-01-02T03:04:05Z"), "0");
  }

  private static List<Row> rows(Lake lake, Table table, String columns) {
    return lake.spark()
        .sql(
            "SELECT %s FROM %s ORDER BY run_id, source, row_number"
                .formatted(
                    columns,
                    table == Table.INGESTS
                        ? "(SELECT *, 0 row_number FROM mer.ingests)"
                        : table.fullName()))
        .collectAsList();
  }

  private static String tweet(int label, String user, String text) {
    return "\"%d\",\"1\",\"\",\"NO_QUERY\",\"%s\",\"%s\"".formatted(label, user, text);
  }

  /** Every tenth line is bad. */
  private static String[] numbered(int count, String prefix) {
    return IntStream.rangeClosed(1, count)
        .mapToObj(i -> tweet(i % 10 == 5 ? 9 : 4, "a", prefix + i))
        .toArray(String[]::new);
  }

  private static String[] negated(String[] lines) {
    return java.util.Arrays.stream(lines)
        .map(line -> line.replaceFirst("\"4\"", "\"0\""))
        .toArray(String[]::new);
  }

  private static String face(int emotion, int first, String usage) {
    return "%d,%d%s,%s".formatted(emotion, first, " 7".repeat(2_303), usage);
  }

  private Path write(String name, String... lines) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(
        file, String.join("", List.of(lines).stream().map(line -> line + "\r\n").toList()));
  }

  private static String uri(Path file) {
    return "file:" + file;
  }

  /** Without hash and rules. */
  private static List<SourceCounts> counted(IngestReport report) {
    return report.sources().stream()
        .map(
            one ->
                new SourceCounts(
                    one.file(),
                    "",
                    one.read(),
                    one.kept(),
                    one.rejected(),
                    one.duplicate(),
                    one.contradictory(),
                    Map.of()))
        .toList();
  }

  private static SourceCounts counts(
      Path file, long read, long kept, long rejected, long duplicate, long contradictory)
      throws IOException {
    return new SourceCounts(
        new SourceFile(uri(file), Files.size(file)),
        "",
        read,
        kept,
        rejected,
        duplicate,
        contradictory,
        Map.of());
  }
}
