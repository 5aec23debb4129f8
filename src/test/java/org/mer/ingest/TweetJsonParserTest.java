package org.mer.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.sql.Timestamp;
import java.time.Instant;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mer.UsageException;

class TweetJsonParserTest {
  private final TweetJsonParser parser = parser(ColumnChoice.NONE);

  @Test
  void aTweetHasEveryField() {
    Row row =
        row(
            "{\"target\":4,\"id\":1,\"date\":\"Mon May 11 03:17:40 UTC 2009\",\"user\":\"Jane\",\"text\":\"@joe I love it\"}");

    assertThat(row.getString(0)).isEqualTo("<user> i love it");
    assertThat(row.getString(1)).isEqualTo("positive");
    assertThat(row.getBoolean(2)).isFalse();
    assertThat(row.getBoolean(4)).isTrue();
    assertThat(row.getTimestamp(5))
        .isEqualTo(Timestamp.from(Instant.parse("2009-05-11T03:17:40Z")));
    assertThat(row.getString(6)).isEqualTo(UserHash.keyed("key").of("jane").orElseThrow());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "{\"label\":0,\"text\":\"a\"}|a/negative",
        "{\"label\":\"0\",\"text\":\"a\"}|a/negative",
        "{\"label\":4.0,\"text\":\"a\"}|a/positive",
        "{\"SENTIMENT\":\"Positive\",\"Tweet\":\"a\"}|a/positive",
        "~ { \"text\" : \"a\" , \"label\" : 0 } ~|a/negative",
        "{\"label\":0,\"text\":\"caf\\u00e9 \\\"x\\\"\\n\"}|café \" x \"/negative",
        "{\"label\":0,\"text\":\"a\",\"meta\":{\"text\":[\"b\",{\"label\":1}]},\"more\":[1,2,[3]]}|a/negative",
        "{\"label\":0,\"text\":\"a\",\"user\":null,\"date\":null}|a/negative",
        "{\"label\":0,\"text\":\"a\",\"user\":{\"name\":\"b\"},\"date\":12}|a/negative",
        "{\"label\":0,\"text\":\"a\\ud800\"}|a/negative",
        "{\"label\":0,\"label\":null,\"text\":\"a\"}|has the name 'label' twice",
        "{\"label\":0,\"target\":4,\"text\":\"a\"}|has more than one label",
        "{\"label\":1,\"text\":\"a\"}|label 1 is positive in some files and neutral in others: say what it is with --labels",
        "{\"label\":true,\"text\":\"a\"}|unknown label 'true'",
        "{\"label\":null,\"text\":\"a\"}|has no label",
        "{\"text\":\"a\"}|has no label",
        "{\"label\":0}|has no text",
        "{\"label\":0,\"text\":[\"a\"]}|has no text",
        "{}|has no label",
        "[]|is no JSON object",
        "\"0\",\"1\"|is no JSON object",
        "7|is no JSON object",
        "{\"label\":0,\"text\":\"a\"}{}|has more than one JSON object on a line",
        "{\"label\":0,\"text\":\"a\"|cannot be read as JSON",
        "{\"label\":0,\"text\":\"a|cannot be read as JSON",
        "{'label':0,'text':'a'}|cannot be read as JSON",
        "{\"label\":NaN,\"text\":\"a\"}|cannot be read as JSON",
        "{\"label\":0,\"text\":\"a\"}x|cannot be read as JSON",
        "jane said so|cannot be read as JSON"
      })
  void aLineIsReadOrHasAReason(String line, String expected) {
    assertThat(outcome(parser, line)).isEqualTo(expected);
  }

  @Test
  void depthAndLengthAreBounded() {
    String bounded = "JSON is nested too deeply, or a value in it is too long";
    String deep = "[".repeat(JsonLine.MAX_DEPTH - 1);

    assertThat(outcome(parser, "{\"a\":" + "[".repeat(100_000))).isEqualTo(bounded);
    assertThat(
            outcome(
                parser,
                "{\"a\":" + deep + "]".repeat(deep.length()) + ",\"label\":0,\"text\":\"b\"}"))
        .isEqualTo("b/negative");
    assertThat(outcome(parser, "{\"label\":" + "1".repeat(1_000) + ",\"text\":\"a\"}"))
        .isEqualTo(bounded);
    assertThat(outcome(parser, "{\"label\":0,\"text\":\"" + "a".repeat(2_000_000) + "\"}"))
        .isEqualTo(bounded);
  }

  @Test
  void namesMayBeChosen() {
    TweetJsonParser chosen = parser(ColumnChoice.parse("label=mood,text=body"));

    assertThat(outcome(chosen, "{\"label\":0,\"mood\":4,\"text\":\"a\",\"body\":\"b\"}"))
        .isEqualTo("b/positive");
  }

  @Test
  void numbersMayNot() {
    assertThatThrownBy(() -> parser(ColumnChoice.parse("label=0,text=body")))
        .isInstanceOf(UsageException.class)
        .hasMessage(
            "values in JSON have names, not numbers, so --columns cannot be: 'label=0,text=body'");
  }

  @Test
  void theEncodingIsUtf8OrLatin1() {
    String line = "{\"label\":0,\"text\":\"café\"}";
    TweetJsonParser strict = new TweetJsonParser(mapping(), ColumnChoice.NONE, Encoding.UTF_8);

    assertThat(parser.parse(line.getBytes(StandardCharsets.ISO_8859_1)))
        .isEqualTo(parser.parse(line.getBytes(StandardCharsets.UTF_8)));
    assertThat(strict.parse(line.getBytes(StandardCharsets.ISO_8859_1)))
        .isEqualTo(Parsed.rejected("not readable as utf-8"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "{\"label\":7,\"user\":\"jane\",\"text\":\"to @joe, \\u0040joe\"}|{\"label\":7,\"user\":\"<user>\",\"text\":\"to  <user> ,  <user> \"}",
        "{\"label\":7,\"user\":4711,\"id\":12,\"ok\":true}|{\"label\":7,\"user\":<user>,\"id\":<user>,\"ok\":true}",
        "{\"label\":7,\"us\\u0065r\":\"jane\",\"name\":\"Jane Doe\"}|{\"label\":7,\"us\\u0065r\":\"<user>\",\"name\":\"<user>\"}",
        "{\"label\":7,\"user\":{\"name\":\"Jane\"}}|{\"label\":7,\"user\":{\"name\":\"<user>\"}}",
        "{\"label\":7,\"user\":\"jane|{\"label\":7,\"user\":\"<user>",
        "{\"label\":7,\"user\":\"ja\\\"ne\"}|{\"label\":7,\"user\":\"<user>\"}",
        "{'user':'jane'}|{<user>:<user>}",
        "{\"text\":\"a\" jane}|{\"text\":\"a\" <user>}",
        "jane|<user>"
      })
  void quarantineNamesNobody(String line, String expected) {
    assertThat(parser.quarantined(line.getBytes(StandardCharsets.UTF_8))).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(chars = {'"', '{', '}', '[', ']', ',', ':', '\\', ' ', 'x'})
  void quarantineNamesNobodyWhateverMarkIsWrong(char wrong) {
    String good =
        "{\"label\":7,\"date\":\"today\",\"user\":\"tpryan\",\"text\":\"fine\",\"name\":\"tpryan\"}";
    for (int i = 0; i < good.length(); i++) {
      String line = good.substring(0, i) + wrong + good.substring(i + 1);

      assertThat(parser.quarantined(line.getBytes(StandardCharsets.UTF_8)))
          .doesNotContain("tpryan");
    }
  }

  @Test
  void quarantineIsShort() {
    String escapes = "\\\\".repeat(50_000);

    assertThat(parser.quarantined(("{\"text\":\"" + escapes).getBytes(StandardCharsets.UTF_8)))
        .hasSize(1_000);
  }

  private static TweetMapping mapping() {
    return new TweetMapping(TweetPool.TRAIN, TweetLabels.AS_PUBLISHED, UserHash.keyed("key"));
  }

  private static TweetJsonParser parser(ColumnChoice choice) {
    return new TweetJsonParser(mapping(), choice, Encoding.AUTO);
  }

  private Row row(String line) {
    return ((Parsed.Usable<Row>) parser.parse(line.getBytes(StandardCharsets.UTF_8))).value();
  }

  private static String outcome(TweetJsonParser parser, String line) {
    Parsed<Row> parsed = parser.parse(line.getBytes(StandardCharsets.UTF_8));
    return parsed instanceof Parsed.Usable<Row> usable
        ? usable.value().getString(0) + "/" + usable.value().getString(1)
        : ((Parsed.Rejected<Row>) parsed).reason();
  }
}
