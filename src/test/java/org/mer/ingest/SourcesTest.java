package org.mer.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.mer.LocalSpark;
import org.mer.UsageException;
import org.mer.ingest.quality.QualityGate;
import org.mer.table.Lake;
import org.mer.table.Table;

/** Other files than those that were published. */
@Tag("spark")
@ExtendWith(LocalSpark.class)
class SourcesTest {
  private static final TweetReading PUBLISHED = TweetReading.asPublished();

  @TempDir Path folder;

  @Test
  void headersAndJsonAreReadSideBySide(Lake lake) throws IOException {
    write("in/a.csv", "Text,Sentiment", "good day,positive", "bad day,negative", "which day,9");
    write(
        "in/b.jsonl",
        "{\"label\": 4, \"text\": \"fine day\", \"user\": \"jane\"}",
        "{\"label\": 0}");
    write("in/c.tsv", "0\t1\t\t\tjane\tgrey day");

    IngestReport report = ingest(lake, PUBLISHED, "in");

    assertThat(report.sources()).extracting(SourceCounts::read).containsExactly(3L, 2L, 1L);
    assertThat(report.sources()).extracting(SourceCounts::rejected).containsExactly(1L, 1L, 0L);
    assertThat(rows(lake, "SELECT row_number, text, polarity FROM mer.tweets ORDER BY text"))
        .containsExactly(
            RowFactory.create(3L, "bad day", "negative"),
            RowFactory.create(1L, "fine day", "positive"),
            RowFactory.create(2L, "good day", "positive"),
            RowFactory.create(1L, "grey day", "negative"));
    assertThat(rows(lake, "SELECT row_number, reason FROM mer.rejects ORDER BY source"))
        .containsExactly(
            RowFactory.create(4L, "unknown label '9'"), RowFactory.create(2L, "has no text"));
  }

  @Test
  void columnsAndLabelsMayBeChosen(Lake lake) throws IOException {
    write("a.csv", "good day,x,1", "bad day,x,0");
    TweetReading reading =
        new TweetReading(
            TweetPool.AUTO,
            Encoding.AUTO,
            ColumnChoice.parse("text=0,label=2"),
            TweetLabels.parse("negative=0,positive=1"),
            "");

    ingest(lake, reading, "a.csv");

    assertThat(rows(lake, "SELECT text, polarity FROM mer.tweets ORDER BY text"))
        .containsExactly(
            RowFactory.create("bad day", "negative"), RowFactory.create("good day", "positive"));
  }

  @Test
  void parquetIsReadByItsNames(Lake lake) {
    String file = folder.resolve("tweets.parquet").toString();
    lake.spark()
        .sql(
            "SELECT * FROM VALUES (0, 'bad day', 'jane'), (4, 'good day', 'kim'), (7, 'day', 'kim') AS t(target, text, user)")
        .coalesce(1)
        .write()
        .parquet(file);

    IngestReport report = ingest(lake, PUBLISHED, "tweets.parquet");

    assertThat(report.sources())
        .singleElement()
        .satisfies(
            one -> {
              assertThat(one.read()).isEqualTo(3);
              assertThat(one.kept()).isEqualTo(2);
              assertThat(one.sha256()).matches("[0-9a-f]{64}");
            });
    assertThat(rows(lake, "SELECT row_number, text FROM mer.tweets ORDER BY row_number"))
        .containsExactly(RowFactory.create(1L, "bad day"), RowFactory.create(2L, "good day"));
    assertThat(rows(lake, "SELECT row_number FROM mer.rejects"))
        .containsExactly(RowFactory.create(3L));
  }

  @Test
  void aFileThatIsNoParquetIsRefused(Lake lake) throws IOException {
    write("broken.parquet", "this is not Parquet");

    assertThatThrownBy(() -> ingest(lake, PUBLISHED, "broken.parquet"))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("broken.parquet");
    write("mixed/a.csv", "0,1,,,jane,day");
    write("mixed/b.parquet", "x");
    assertThatThrownBy(() -> ingest(lake, PUBLISHED, "mixed")).hasMessageContaining("1 of 2 files");
  }

  @Test
  void foldersOfPicturesAreRead(Lake lake) throws IOException {
    picture("faces/train/happy/1.png", 48, 7);
    picture("faces/train/happy/2.png", 48, 7);
    picture("faces/test/sad/PublicTest_3.jpg", 96, 200);
    write("faces/train/sad/broken.jpg", "no picture");
    picture("faces/train/bored/4.png", 48, 9);

    IngestReport report = faces(lake, FaceReading.source(find(lake, "faces")));

    assertThat(report.sources())
        .singleElement()
        .satisfies(
            one -> {
              assertThat(one.file().uri()).isEqualTo("file:" + folder.resolve("faces"));
              assertThat(one.read()).isEqualTo(5);
              assertThat(one.rejected()).isEqualTo(2);
              assertThat(one.agree()).isTrue();
            });
    assertThat(
            rows(lake, "SELECT emotion, part, occurrence, brightness FROM mer.faces ORDER BY 1, 3"))
        .containsExactly(
            RowFactory.create("happy", "Training", 1, 7.0),
            RowFactory.create("happy", "Training", 2, 7.0),
            RowFactory.create("sad", "PublicTest", 1, 200.0));
    assertThat(rows(lake, "SELECT raw FROM mer.rejects ORDER BY raw"))
        .containsExactly(
            RowFactory.create("/train/bored/4.png"), RowFactory.create("/train/sad/broken.jpg"));
  }

  @Test
  void votesOfFerPlusAreASecondLabel(Lake lake) throws IOException {
    write("fer.csv", "emotion,pixels,Usage", face(3, 1, "Training"), face(4, 2, "PublicTest"));
    write(
        "votes.csv",
        "Usage,Image name,neutral,happiness,surprise,sadness,anger,disgust,fear,contempt,unknown,NF",
        "Training,fer0.png,2,8,0,0,0,0,0,0,0,0",
        "Training,fer1.png,0,0,0,9,1,0,0,0,0,0");
    RecordSource source = FaceReading.source(find(lake, "fer.csv"), find(lake, "votes.csv"));

    faces(lake, source);

    assertThat(rows(lake, "SELECT row_number, ferplus_emotion FROM mer.faces ORDER BY row_number"))
        .as("the second vote is of another part, so of another face")
        .containsExactly(RowFactory.create(2L, "happy"), RowFactory.create(3L, null));
    assertThat(rows(lake, "SELECT ferplus_votes[1] FROM mer.faces WHERE row_number = 2"))
        .containsExactly(RowFactory.create(8));
  }

  @Test
  void votesThatCannotBeReadAreRefused(Lake lake) throws IOException {
    write("fer.csv", "emotion,pixels,Usage", face(3, 1, "Training"));
    write(
        "votes.csv",
        "Usage,Image name,neutral,happiness,surprise,sadness,anger,disgust,fear,contempt,unknown,NF",
        "Training,fer0.png,2,80,0,0,0,0,0,0,0,0");
    RecordSource source = FaceReading.source(find(lake, "fer.csv"), find(lake, "votes.csv"));

    assertThatThrownBy(() -> faces(lake, source))
        .isInstanceOf(UsageException.class)
        .hasMessageContainingAll("row 2", "votes.csv", "80");
    assertThat(lake.read(Table.FACES).count()).isZero();
  }

  private IngestReport ingest(Lake lake, TweetReading reading, String name) {
    return new Ingestion(
            reading.source(find(lake, name)),
            QualityGate.of(Table.TWEETS, List.of()),
            Duration.ZERO,
            Optional.empty())
        .run(lake, run());
  }

  private static IngestReport faces(Lake lake, RecordSource source) {
    return new Ingestion(
            source, QualityGate.of(Table.FACES, List.of()), Duration.ZERO, Optional.empty())
        .run(lake, run());
  }

  private static Ingestion.Run run() {
    return new Ingestion.Run("run-1", "test", Instant.parse("2020-01-02T03:04:05Z"), "0");
  }

  private SourceFiles find(Lake lake, String name) {
    return SourceFiles.find(
        List.of(folder.resolve(name).toString()),
        lake.spark().sparkContext().hadoopConfiguration());
  }

  private static List<Row> rows(Lake lake, String query) {
    return lake.spark().sql(query).collectAsList();
  }

  private static String face(int emotion, int first, String usage) {
    return "%d,%d%s,%s".formatted(emotion, first, " 7".repeat(2_303), usage);
  }

  private void picture(String name, int size, int grey) throws IOException {
    BufferedImage image = new BufferedImage(size, size, BufferedImage.TYPE_BYTE_GRAY);
    byte[] pixels = new byte[size * size];
    Arrays.fill(pixels, (byte) grey);
    image.getRaster().setDataElements(0, 0, size, size, pixels);
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    ImageIO.write(image, name.substring(name.lastIndexOf('.') + 1), file.toFile());
  }

  private void write(String name, String... lines) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.write(file, List.of(lines), StandardCharsets.UTF_8);
  }
}
