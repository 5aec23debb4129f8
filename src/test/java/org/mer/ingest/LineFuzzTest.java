package org.mer.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/**
 * Lines damaged at random are parsed or rejected with a reason: nothing is thrown, none is lost.
 */
class LineFuzzTest {
  private static final int LINES = 20_000;
  // Quarantine may mask, and so lengthen, what it shortened.
  private static final int LONGEST_RAW = 2 * Quarantine.MAX_CHARACTERS;

  private final TweetMapping mapping =
      new TweetMapping(TweetPool.MANUAL, TweetLabels.AS_PUBLISHED, UserHash.keyed("key"));

  @Test
  void tweets() {
    TweetParser parser = new TweetParser(mapping, TweetColumns.AS_PUBLISHED, Encoding.AUTO);
    tweets(
        parser,
        "\"\",\\\n\r\0 @#:)é漢<&;0247",
        List.of(
            "\"4\",\"3\",\"Mon May 11 03:17:40 UTC 2009\",\"kindle2\",\"tpryan\",\"@stella I love it\"",
            "0,4,,NO_QUERY,,\"he said \"\"no\"\" &lt;3 http://a.b/c :(\"",
            "\"2\",\"5\",\"Sun Jan 04 03:17:40 PST 2009\",\"é\",\"漢\",\"😀 soooo #done 3.5 ５\""));
  }

  @Test
  void tweetsOfOtherColumns() {
    tweets(
        new TweetParser(
            mapping,
            TweetColumns.of("f", "text;user;label;date", ColumnChoice.NONE),
            Encoding.AUTO),
        "\"\";,\\@:)é04",
        List.of("a good day, really;jane;positive;2009-05-11 03:17:40", "\"no; no\";;0.0;"));
  }

  @Test
  void jsonLines() {
    TweetJsonParser parser = new TweetJsonParser(mapping, ColumnChoice.NONE, Encoding.AUTO);
    tweets(
        parser,
        "\"\"{}[],:\\\\u0eE+-.ntf \0é\n",
        List.of(
            "{\"target\":4,\"id\":17,\"date\":\"Mon May 11 03:17:40 UTC 2009\",\"user\":\"tpryan\",\"text\":\"@stella I \\u2764 it\"}",
            "{\"label\":\"negative\",\"text\":\"a \\\"b\\\" \\ud83d\\ude00\",\"more\":{\"a\":[1,2.5e3,null,true]},\"user\":\"tpryan\"}"));
  }

  @Test
  void faces() {
    FaceParser parser = new FaceParser(FaceColumns.of("emotion,pixels,Usage").orElseThrow());
    fuzz(
        parser::parse,
        "0123456789 ,.-x\"\t",
        List.of(
            "3," + "7 ".repeat(2_303) + "255,Training",
            "0,\"" + "0 128 ".repeat(1_152).strip() + "\",PrivateTest"),
        row -> assertThat(row.<byte[]>getAs(0)).hasSize(Pixels.COUNT));
  }

  @Test
  void votes() {
    FerPlusVotes parser =
        FerPlusVotes.of(
            "f",
            "Usage,Image name,neutral,happiness,surprise,sadness,anger,disgust,fear,contempt,unknown,NF"
                .getBytes(StandardCharsets.US_ASCII));
    fuzz(
        parser::parse,
        "0123456789,-x\"",
        List.of("Training,fer0000000.png,4,0,0,1,3,2,0,0,0,0", "PublicTest,,0,10,0,0,0,0,0,0,0,0"),
        vote -> assertThat(vote.votes()).hasSize(10).allMatch(count -> count >= 0 && count <= 10));
  }

  private static void tweets(LineParser parser, String alphabet, List<String> good) {
    fuzz(
        line -> {
          assertThat(parser.quarantined(line)).hasSizeLessThanOrEqualTo(LONGEST_RAW);
          return parser.parse(line);
        },
        alphabet,
        good,
        row -> {
          assertThat(row.size()).isEqualTo(9);
          assertThat(row.getString(0)).isNotBlank();
          assertThat(row.getString(1)).isIn("negative", "neutral", "positive");
        });
  }

  private static <T> void fuzz(
      Function<byte[], Parsed<T>> parser,
      String alphabet,
      List<String> good,
      Consumer<T> isUsable) {
    Mutations mutations = new Mutations(20_091, alphabet);
    int usable = 0;
    for (int i = 0; i < LINES; i++) {
      byte[] line = mutations.of(good.get(i % good.size()).getBytes(StandardCharsets.UTF_8));
      Parsed<T> parsed = parser.apply(line);
      if (parsed instanceof Parsed.Usable<T> record) {
        usable++;
        isUsable.accept(record.value());
      } else {
        assertThat(((Parsed.Rejected<T>) parsed).reason()).isNotBlank();
      }
    }

    assertThat(usable)
        .as("of %d lines some are usable", LINES)
        .isBetween(LINES / 50, LINES - LINES / 50);
  }
}
