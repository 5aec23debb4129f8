package org.mer.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.mer.LocalSpark;
import org.mer.ingest.quality.QualityGate;
import org.mer.table.Lake;
import org.mer.table.Table;

@Tag("spark")
@ExtendWith(LocalSpark.class)
class DataProfileTest {
  @TempDir Path folder;

  @Test
  void figuresOfTweetsAreThoseByHand(Lake lake) throws IOException {
    Path train =
        write(
            "tweets.csv",
            tweet(4, "good day"),
            tweet(0, "good day"),
            tweet(4, "good day"),
            tweet(0, "a long bad day"),
            tweet(9, "which day"),
            tweet(8, "which day"),
            tweet(9, "what day"));
    Path manual = write("manual.csv", tweet(4, "good day"), tweet(2, "some"), tweet(2, "some"));
    tweets(lake, "run-1", train, manual);
    tweets(lake, "run-2", train);

    DataProfile profile = DataProfile.of(lake, 1, Examples.SHOWN);

    assertThat(profile.tweetFiles())
        .containsExactly(
            new IngestedFile(Optional.of("file:" + train), 1, 2, 14, 3, 6, 5),
            new IngestedFile(Optional.of("file:" + manual), 1, 1, 3, 3, 0, 0));
    assertThat(profile.faceFiles()).isEmpty();
    assertThat(profile.faces()).isEmpty();
    TweetProfile tweets = profile.tweets().orElseThrow();
    assertThat(tweets.labels())
        .contains(new LabelCount("manual", "neutral", 2), new LabelCount("manual", "positive", 1));
    assertThat(tweets.labels().stream().mapToLong(LabelCount::rows).sum()).isEqualTo(6);
    Histogram.Group neutral = tweets.lengths().groups().get("neutral");
    assertThat(neutral.bins().get(1)).isEqualTo(neutral.rows()).isEqualTo(2);
    Histogram.Group negative = tweets.lengths().groups().get("negative");
    assertThat(negative.mean()).isEqualTo(3);
    assertThat(negative.quantiles()).startsWith(2.0).endsWith(4.0);
    Repeats repeats = tweets.repeats();
    assertThat(repeats.all()).isEqualTo(new Tally(3, 6));
    assertThat(repeats.repeated()).isEqualTo(new Tally(2, 5));
    assertThat(repeats.contradictory()).isEqualTo(new Tally(1, 3));
    assertThat(repeats.across()).isEqualTo(new Tally(1, 3));
    assertThat(repeats.within(TweetProfile.PARTS.indexOf("manual"))).isEqualTo(new Tally(1, 2));
    assertThat(repeats.blank()).isEqualTo(Tally.NONE);
    assertThat(profile.rejections())
        .extracting(one -> one.reason().orElseThrow(), Rejection::records)
        .containsExactly(tuple("unknown label '9'", 2L), tuple("unknown label '8'", 1L));
    Rejection.Example example = profile.rejections().get(0).example().orElseThrow();
    assertThat(example.rowNumber()).isEqualTo(5);
    assertThat(example.raw()).contains("which day").doesNotContain("jane");
  }

  @Test
  void figuresOfFacesAreThoseByHand(Lake lake) throws IOException {
    String[] happy =
        IntStream.range(20, 30).mapToObj(i -> face(3, i, "Training")).toArray(String[]::new);
    faces(
        lake,
        write("more.csv", header(happy)),
        write(
            "faces.csv",
            "emotion,pixels,Usage",
            face(0, 9, "Training"),
            face(0, 9, "Training"),
            face(4, 9, "PrivateTest"),
            face(0, 11, "PublicTest"),
            face(0, 11, "PrivateTest"),
            face(6, 7, "PublicTest")));

    DataProfile profile = DataProfile.of(lake, 1, Examples.SHOWN);

    FaceProfile faces = profile.faces().orElseThrow();
    Repeats repeats = faces.repeats();
    assertThat(repeats.all()).isEqualTo(new Tally(13, 16));
    assertThat(repeats.repeated()).isEqualTo(new Tally(2, 5));
    assertThat(repeats.within(0)).isEqualTo(new Tally(1, 2));
    assertThat(repeats.within(1)).isEqualTo(Tally.NONE);
    assertThat(repeats.across()).isEqualTo(new Tally(2, 5));
    assertThat(repeats.inBoth(0, 1)).isEqualTo(Tally.NONE);
    assertThat(repeats.inBoth(0, 2)).isEqualTo(new Tally(1, 3));
    assertThat(repeats.inBoth(1, 2)).isEqualTo(new Tally(1, 2));
    assertThat(repeats.contradictory()).isEqualTo(new Tally(1, 3));
    assertThat(repeats.contradictoryAcross()).isEqualTo(new Tally(1, 3));
    assertThat(repeats.blank()).isEqualTo(new Tally(1, 1));
    assertThat(faces.brightness().groups().get("PublicTest").bins().get(0)).isEqualTo(2);
    assertThat(faces.contrast().groups().get("PublicTest").quantiles()).startsWith(0.0);
    assertThat(faces.samples()).extracting(SampleFace::emotion).containsOnly("angry", "happy");
    assertThat(faces.samples()).filteredOn(face -> face.emotion().equals("happy")).hasSize(8);
    assertThat(faces.samples())
        .isEqualTo(DataProfile.of(lake, 1, Examples.SHOWN).faces().orElseThrow().samples());
    assertThat(DataProfile.of(lake, 1, Examples.LEFT_OUT).faces().orElseThrow().samples())
        .isEmpty();
  }

  @Test
  void whatIsTooManyIsTakenTogether(Lake lake) throws IOException {
    int files = IngestedFile.NAMED + 2;
    Path[] written = new Path[files];
    for (int i = 0; i < files; i++) {
      int labels = 10 + 3 * i;
      written[i] =
          write(
              "file-%02d.csv".formatted(i),
              IntStream.range(9, labels).mapToObj(j -> tweet(j, "some")).toArray(String[]::new),
              tweet(4, "text " + i));
    }

    tweets(lake, "run-1", written);

    DataProfile profile = DataProfile.of(lake, 1, Examples.LEFT_OUT);

    assertThat(profile.tweetFiles()).hasSize(IngestedFile.NAMED + 1);
    assertThat(profile.tweetFiles().get(IngestedFile.NAMED))
        .isEqualTo(new IngestedFile(Optional.empty(), 2, 2, 2 + 5, 2, 5, 0));
    assertThat(profile.tweetFiles().get(IngestedFile.NAMED).name()).isEqualTo("2 other files");
    assertThat(profile.rejections()).hasSize(Rejection.LISTED + 1);
    assertThat(profile.rejections()).allMatch(one -> one.example().isEmpty());
    assertThat(profile.rejections().stream().mapToLong(Rejection::records).sum())
        .isEqualTo(profile.tweetFiles().stream().mapToLong(IngestedFile::rejected).sum());
  }

  @Test
  void tellingTokensAreThoseOfMonroe(SparkSession spark) {
    Dataset<Row> tweets =
        spark.createDataset(
            List.of(
                RowFactory.create("positive", "good good day"),
                RowFactory.create("positive", "day"),
                RowFactory.create("negative", "bad day day <b>")),
            Encoders.row(new StructType().add("polarity", "string").add("text", "string")));

    List<LabelTokens> labels = LabelTokens.of(tweets);

    assertThat(labels).extracting(LabelTokens::label).containsExactly("negative", "positive");
    LabelTokens positive = labels.get(1);
    assertThat(positive.tokens()).isEqualTo(4);
    assertThat(positive.frequent())
        .extracting(TokenCount::token, TokenCount::within, TokenCount::elsewhere)
        .containsExactly(tuple("day", 2L, 2L), tuple("good", 2L, 0L));
    assertThat(positive.telling()).extracting(TokenCount::token).containsExactly("good");
    // Of 8 tokens, 2 are good: a prior of 1,000 / 4 for it in each of two texts of 4 tokens.
    double within = 2 + 250;
    double elsewhere = 0 + 250;
    double ratio =
        Math.log(within / (4 + 1_000 - within)) - Math.log(elsewhere / (4 + 1_000 - elsewhere));
    assertThat(positive.telling().get(0).z())
        .isCloseTo(ratio / Math.sqrt(1 / within + 1 / elsewhere), within(1e-9));
    assertThat(labels.get(0).telling()).extracting(TokenCount::token).containsExactly("<b>", "bad");
  }

  @Test
  void oneLabelAloneTellsNothing(SparkSession spark) {
    Dataset<Row> tweets =
        spark.createDataset(
            List.of(RowFactory.create("positive", "good day")),
            Encoders.row(new StructType().add("polarity", "string").add("text", "string")));

    LabelTokens positive = LabelTokens.of(tweets).get(0);

    assertThat(positive.frequent()).hasSize(2).allMatch(token -> token.z() == 0);
    assertThat(positive.telling()).isEmpty();
    assertThat(LabelTokens.of(tweets.where("false"))).isEmpty();
  }

  private static void tweets(Lake lake, String runId, Path... files) {
    SourceFiles found = find(lake, files);
    new Ingestion(
            TweetReading.asPublished().source(found),
            QualityGate.of(Table.TWEETS, List.of()),
            Duration.ZERO,
            Optional.empty())
        .run(lake, new Ingestion.Run(runId, "ingest-tweets", Instant.EPOCH, "0"));
  }

  private static void faces(Lake lake, Path... files) {
    SourceFiles found = find(lake, files);
    new Ingestion(
            FaceReading.source(found),
            QualityGate.of(Table.FACES, List.of()),
            Duration.ZERO,
            Optional.empty())
        .run(lake, new Ingestion.Run("run-1", "ingest-faces", Instant.EPOCH, "0"));
  }

  private static SourceFiles find(Lake lake, Path... files) {
    return SourceFiles.find(
        Arrays.stream(files).map(Path::toString).toList(),
        lake.spark().sparkContext().hadoopConfiguration());
  }

  private static String tweet(int label, String text) {
    return "\"%d\",\"1\",\"\",\"NO_QUERY\",\"jane\",\"%s\"".formatted(label, text);
  }

  private static String face(int emotion, int first, String usage) {
    return "%d,%d%s,%s".formatted(emotion, first, " 7".repeat(2_303), usage);
  }

  private static String[] header(String[] faces) {
    return IntStream.rangeClosed(0, faces.length)
        .mapToObj(i -> i == 0 ? "emotion,pixels,Usage" : faces[i - 1])
        .toArray(String[]::new);
  }

  private Path write(String name, String[] lines, String last) throws IOException {
    String[] all = Arrays.copyOf(lines, lines.length + 1);
    all[lines.length] = last;
    return write(name, all);
  }

  private Path write(String name, String... lines) throws IOException {
    return Files.write(folder.resolve(name), List.of(lines));
  }
}
