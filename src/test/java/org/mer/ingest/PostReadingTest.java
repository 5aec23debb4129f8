package org.mer.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mer.UsageException;

class PostReadingTest {
  private static final byte[] PNG =
      Pictures.png(Pictures.noise(60, 50, BufferedImage.TYPE_3BYTE_BGR, 1));
  private static final byte[] JPEG =
      Pictures.jpeg(Pictures.noise(60, 50, BufferedImage.TYPE_3BYTE_BGR, 1));
  private static final String BASE64 = Base64.getEncoder().encodeToString(PNG);

  @TempDir Path folder;
  private PostMapping mapping;

  @BeforeEach
  void makeFolders() throws IOException {
    Files.createDirectories(folder.resolve("posts/sub"));
    Files.createDirectories(folder.resolve("allowed"));
    Files.createDirectories(folder.resolve("secret"));
    for (String file : List.of("posts/a.png", "posts/sub/c.png", "allowed/d.png", "secret/e.png")) {
      Files.write(folder.resolve(file), PNG);
    }

    mapping = mapping(PictureBounds.DEFAULT);
  }

  private PostMapping mapping(PictureBounds bounds) {
    return new PostReading(Encoding.AUTO, bounds, List.of("file:" + folder.resolve("allowed")))
        .mapping("file:" + folder.resolve("posts/posts.csv"), new Configuration());
  }

  private Parsed<Row> json(String line) {
    return new PostJsonParser(mapping, Encoding.AUTO, 1 << 26)
        .parse(line.getBytes(StandardCharsets.UTF_8));
  }

  private Parsed<Row> csv(String header, String line) {
    return new PostCsvParser(mapping, PostColumns.of("posts.csv", header), Encoding.AUTO)
        .parse(line.getBytes(StandardCharsets.UTF_8));
  }

  private Parsed<Row> pictured(String path) {
    return csv("id;picture", "1;" + path);
  }

  private static Row usable(Parsed<Row> parsed) {
    assertThat(parsed).isInstanceOf(Parsed.Usable.class);
    return ((Parsed.Usable<Row>) parsed).value();
  }

  private static String reason(Parsed<Row> parsed) {
    assertThat(parsed).isInstanceOf(Parsed.Rejected.class);
    return ((Parsed.Rejected<Row>) parsed).reason();
  }

  private static void isPicture(Row row) {
    assertThat(row.<byte[]>getAs(3)).hasSize(Pixels.COUNT);
    assertThat(row.isNullAt(4)).as("no flaw").isTrue();
  }

  @Nested
  class Formats {
    @Test
    void jsonHasTextAndPicture() {
      Row row =
          usable(
              json(
                  "{\"id\": 7, \"text\": \"Good  DAY :)\", \"picture\": \"%s\"}"
                      .formatted(BASE64)));

      assertThat(row.getString(0)).isEqualTo("7");
      assertThat(row.getString(2)).isEqualTo("good day");
      isPicture(row);
    }

    @Test
    void csvColumnsMayHaveAnyOrderAndSeparator() {
      assertThat(usable(csv("Text;x;ID", "Good;y;p-1")).getString(0)).isEqualTo("p-1");
      assertThat(usable(csv("id\ttext", "1\t\"a, b\"")).getString(2)).isEqualTo("a , b");
      isPicture(usable(csv("id,picture", "1,\"data:image/png;base64," + BASE64 + "\"")));
    }

    @Test
    void parquetHasBytesAndNumbers() {
      StructType schema =
          new StructType()
              .add("picture", DataTypes.BinaryType)
              .add("id", DataTypes.LongType)
              .add("text", DataTypes.StringType);

      PostRowParser parser = new PostRowParser("p.parquet", schema, mapping);

      isPicture(usable(parser.parse(RowFactory.create(JPEG, 9L, null))));
      assertThat(reason(parser.parse(RowFactory.create(null, 9L, " "))))
          .isEqualTo("has neither text nor picture");
    }

    @ParameterizedTest
    @ValueSource(strings = {"text,picture", "id,label", "id,ID,text"})
    void aHeaderThatDoesNotDoIsRefused(String header) {
      assertThatThrownBy(() -> PostColumns.of("f.csv", header))
          .isInstanceOf(UsageException.class)
          .hasMessageContaining("f.csv");
    }

    @Test
    void aParquetColumnOfAnotherTypeIsRefused() {
      StructType schema =
          new StructType().add("id", DataTypes.StringType).add("text", DataTypes.DoubleType);

      assertThatThrownBy(() -> PostRowParser.columns("p.parquet", schema))
          .isInstanceOf(UsageException.class)
          .hasMessageContaining("double");
    }

    @Test
    void theSameContentHasTheSameFingerprintWhereverItCameFrom() {
      String one = usable(json("{\"id\":\"1\",\"picture\":\"a.png\"}")).getString(1);

      assertThat(usable(csv("id,picture", "2," + BASE64)).getString(1)).isEqualTo(one);
      assertThat(usable(csv("id,text,picture", "2,x," + BASE64)).getString(1)).isNotEqualTo(one);
    }
  }

  @Nested
  class Paths {
    @Test
    void filesOfTheFolderAndOfAllowedOnesAreRead() {
      isPicture(usable(pictured("a.png")));
      isPicture(usable(pictured("sub/../sub/c.png")));
      isPicture(usable(pictured(folder.resolve("allowed/d.png").toString())));
      isPicture(usable(pictured("file:" + folder.resolve("allowed/d.png"))));
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "../secret/e.png",
          "sub/../../secret/e.png",
          "./../secret/e.png",
          "..",
          "/etc/passwd",
          "file:///etc/passwd",
          "http://localhost/e.png",
          "hdfs://elsewhere/e.png",
          "//elsewhere/e.png",
          "/../../etc/passwd"
        })
    void noPathEscapes(String path) {
      assertThat(reason(pictured(path))).contains("lies outside of the folders");
    }

    @Test
    void anAllowedFolderIsNoWayOut() {
      String out = folder.resolve("allowed") + "/../secret/e.png";

      assertThat(reason(pictured(out))).contains("lies outside");
      assertThat(reason(pictured(folder.resolve("allowed-not/e.png").toString())))
          .contains("lies outside");
    }

    @Test
    void aLinkThatLeadsOutIsNotFollowed() throws IOException {
      Files.createSymbolicLink(folder.resolve("posts/link.png"), folder.resolve("secret/e.png"));
      Files.createSymbolicLink(folder.resolve("posts/way"), folder.resolve("secret"));

      assertThat(reason(pictured("link.png"))).contains("lies outside");
      assertThat(reason(pictured("way/e.png"))).contains("lies outside");
    }

    @ParameterizedTest
    @ValueSource(strings = {"none.png", "sub", "a\u0000b.png", "AAAA====", "a.png/x"})
    void whatIsNoFileIsRejected(String path) {
      assertThat(reason(pictured(path))).startsWith("picture: is ");
    }
  }

  @Nested
  class Hostile {
    @Test
    void aPictureThatClaimsToBeHugeIsNotDecoded() {
      byte[] claiming = Pictures.claiming(PNG, 60_000, 60_000);

      assertThat(reason(pictured(Base64.getEncoder().encodeToString(claiming))))
          .contains("has more than 16,777,216 pixels: 60,000 by 60,000");
    }

    @Test
    void boundsAreThoseThatAreGiven() {
      mapping = mapping(new PictureBounds(100, 1 << 20));
      assertThat(reason(pictured("a.png"))).contains("is larger than 100 bytes");
      assertThat(reason(pictured(BASE64))).contains("is larger than 100 bytes");

      mapping = mapping(new PictureBounds(1 << 20, 2_999));
      assertThat(reason(pictured("a.png"))).contains("has more than 2,999 pixels: 60 by 50");
    }

    @Test
    void aTextOfFiftyMegabytesIsRejected() {
      PostFields post =
          new PostFields(
              java.util.Optional.of("1"),
              java.util.Optional.of("a".repeat(50_000_000)),
              java.util.Optional.empty());

      assertThat(reason(mapping.row(post))).contains("is longer than 1,048,576 characters");
    }

    @Test
    void aBrokenPictureLeavesTheText() {
      Row row = usable(json("{\"id\":\"1\",\"text\":\"hi @anna\",\"picture\":\"../e.png\"}"));

      assertThat(row.getString(2)).isEqualTo("hi <user>");
      assertThat(row.isNullAt(3)).isTrue();
      assertThat(row.getString(4)).contains("lies outside").endsWith("(scored by its text)");
      assertThat(row.getString(5)).contains("../e.png").doesNotContain("anna");
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "",
          "{",
          "[1]",
          "{\"text\":\"x\"}",
          "{\"id\":\"\",\"text\":\"x\"}",
          "{\"id\":\"a\\u0000b\",\"text\":\"x\"}",
          "{\"id\":\"\\ud800\",\"text\":\"x\"}",
          "{\"id\":\"1\"}",
          "{\"id\":\"1\",\"text\":[\"x\"]}",
          "{\"id\":\"1\",\"text\":\":)\"}"
        })
    void whatIsNoPostIsRejected(String line) {
      assertThat(reason(json(line))).isNotBlank();
    }

    @Test
    void zeroCharactersInATextAreBlanks() {
      assertThat(usable(json("{\"id\":\"1\",\"text\":\"a\\u0000b\"}")).getString(2))
          .isEqualTo("a b");
      assertThat(usable(csv("id,text", "1,a\u0000b")).getString(2)).isEqualTo("a b");
    }

    @Test
    void damagedLinesAndPicturesNeverThrow() {
      Mutations mutations = new Mutations(7, "{}[]\":,\\/.\0");
      byte[] line =
          "{\"id\":\"1\",\"text\":\"good day\",\"picture\":\"%s\"}"
              .formatted(Base64.getEncoder().encodeToString(JPEG))
              .getBytes(StandardCharsets.UTF_8);
      PostJsonParser parser = new PostJsonParser(mapping, Encoding.AUTO, 1 << 26);
      int usable = 0;
      for (int i = 0; i < 1_000; i++) {
        byte[] damaged = mutations.of(line);
        assertThat(parser.quarantined(damaged)).hasSizeLessThanOrEqualTo(Quarantine.MAX_CHARACTERS);
        usable += parser.parse(damaged) instanceof Parsed.Usable<Row> ? 1 : 0;
      }

      assertThat(usable).isBetween(1, 999);
    }
  }
}
