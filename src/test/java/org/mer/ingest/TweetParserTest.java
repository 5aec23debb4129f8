package org.mer.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.sql.Timestamp;
import java.time.Instant;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TweetParserTest {
  private static final String LINE =
      "\"4\",\"3\",\"Mon May 11 03:17:40 UTC 2009\",\"kindle2\",\"tpryan\",\"@stella I love it\"";

  private final TweetParser training = parser(TweetPool.TRAIN, Encoding.AUTO, "");
  private final TweetParser manual = parser(TweetPool.MANUAL, Encoding.AUTO, "");

  @Test
  void aTweetHasEveryField() {
    assertThat(row(parser(TweetPool.TRAIN, Encoding.AUTO, "key"), LINE).toSeq().mkString("|"))
        .startsWith("<user> i love it|positive|false|false|true|")
        .doesNotContain("tpryan");
    assertThat(row(training, LINE).getInt(7)).as("tokens").isEqualTo(4);
    assertThat(row(training, LINE).getInt(8)).as("characters").isEqualTo(16);
    assertThat(row(training, LINE).getTimestamp(5))
        .isEqualTo(Timestamp.from(Instant.parse("2009-05-11T03:17:40Z")));
    assertThat(row(training, LINE).isNullAt(6)).isTrue();
  }

  @Test
  void labelsAreNamed() {
    assertThat(row(manual, LINE.replace("\"4\"", "\"0\"")).getString(1)).isEqualTo("negative");
    assertThat(row(manual, LINE.replace("\"4\"", "\"2\"")).getString(1)).isEqualTo("neutral");
    assertThat(row(manual, LINE).getString(1)).isEqualTo("positive");
    assertThat(row(manual, LINE).getBoolean(2)).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "~\"4\",\"1\",\"\",\"q\",\"u\",\"say \"\"hi\"\" now\"~|say \" hi \" now",
        "~\"4\",\"1\",\"\",\"q\",\"u\",\"say \"hi\" now\"~|say \" hi \" now",
        "~\"4\",\"1\",\"\",\"\"\"booz allen\"\"\",\"u\",\"fine\"~|fine",
        "~\"4\",\"1\",\"\",\"q\",\"u\",\"oh well :\\\"~|oh well",
        "~\"4\",\"1\",\"\",\"q\",\"u\",\"a, b, c\"~|a , b , c",
        "~4,1,,q,u,plain~|plain",
        "~\"4\",\"1\",\"\",\"q\",\"u\",\"#hash first\"~|hash first"
      })
  void quotesWithinFieldsAreRead(String line, String expected) {
    assertThat(row(training, line).getString(0)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "~\"4\",\"1\",\"\",\"q\",\"u\"~|expected 6 columns, found 5",
        "~\"4\",\"1\",\"\",\"q\",\"u\",\"a\",\"b\"~|expected 6 columns, found 7",
        "~nothing~|expected 6 columns, found 1",
        "~\"7\",\"1\",\"\",\"q\",\"u\",\"a\"~|unknown label '7'",
        "~\"\",\"1\",\"\",\"q\",\"u\",\"a\"~|unknown label ''",
        "~\"@bob\",\"1\",\"\",\"q\",\"u\",\"a\"~|unknown label ' <user> '",
        "~\"1\",\"1\",\"\",\"q\",\"u\",\"a\"~|label 1 is positive in some files and neutral in others: say what it is with --labels",
        "~\"2\",\"1\",\"\",\"q\",\"u\",\"a\"~|label 2 (neutral) occurs only in the manual test set",
        "~\"4\",\"1\",\"\",\"q\",\"u\",\" :) \"~|no text is left once cleaned",
        "~\"4\",\"1\",\"\",\"q\",\"u\",\"\"~|no text is left once cleaned"
      })
  void whatCannotBeUsedHasAReason(String line, String reason) {
    assertThat(reason(training, line.getBytes(StandardCharsets.UTF_8))).isEqualTo(reason);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "text,label|~\"so good, really\",positive~|so good , really/positive/false/false/false/null/null",
        "label,user,tweet|0,jane,so bad|so bad/negative/false/false/false/null/HASH",
        "label;text|4;one, two|one , two/positive/false/false/false/null/null",
        "id,Created_At,TEXT,Polarity,more|7,2009-05-11T03:17:40Z,fine,4.0,x|fine/positive/false/false/false/TIME/null"
      })
  void columnsStandWhereTheHeaderSays(String header, String line, String expected) {
    String key = "key";
    TweetParser parser =
        new TweetParser(
            new TweetMapping(TweetPool.TRAIN, TweetLabels.AS_PUBLISHED, UserHash.keyed(key)),
            TweetColumns.of("file", header, ColumnChoice.NONE),
            Encoding.AUTO);

    assertThat(row(parser, line).toSeq().take(7).mkString("/"))
        .isEqualTo(
            expected
                .replace("HASH", UserHash.keyed(key).of("jane").orElseThrow())
                .replace("TIME", Timestamp.from(Instant.parse("2009-05-11T03:17:40Z")).toString()));
  }

  @Test
  void quarantineNamesNobodyWhateverTheColumns() {
    TweetParser parser =
        new TweetParser(
            new TweetMapping(TweetPool.TRAIN, TweetLabels.AS_PUBLISHED, UserHash.keyed("")),
            TweetColumns.of("file", "label,real name,user_id,user,text,date", ColumnChoice.NONE),
            Encoding.AUTO);

    assertThat(
            parser.quarantined(
                "7,Jane Doe,4711,jane,to @joe,today".getBytes(StandardCharsets.UTF_8)))
        .isEqualTo("\"7\",\"<user>\",\"<user>\",\"<user>\",\"to  <user> \",\"today\"");
  }

  @Test
  void moreFieldsThanAnyFileHasAreNoTweet() {
    assertThat(reason(training, "a,".repeat(10_000).getBytes(StandardCharsets.UTF_8)))
        .isEqualTo("cannot be read as CSV of 6 columns");
  }

  @Test
  void aLongTextIsNoHindrance() {
    String text = "word ".repeat(20_000).strip();
    assertThat(row(training, "\"4\",\"1\",\"\",\"q\",\"u\",\"" + text + "\"").getString(0))
        .isEqualTo(text);
  }

  @Test
  void theEncodingIsFoundLineByLine() {
    byte[] utf8 = tweet("café").getBytes(StandardCharsets.UTF_8);
    byte[] latin = tweet("café").getBytes(StandardCharsets.ISO_8859_1);
    TweetParser strict = parser(TweetPool.TRAIN, Encoding.UTF_8, "");

    assertThat(text(training, utf8)).isEqualTo("café");
    assertThat(text(training, latin)).isEqualTo("café");
    assertThat(text(strict, utf8)).isEqualTo("café");
    assertThat(reason(strict, latin)).isEqualTo("not readable as utf-8");
    assertThat(strict.quarantined(latin)).contains("café");
    assertThat(text(parser(TweetPool.TRAIN, Encoding.LATIN_1, ""), latin)).isEqualTo("café");
  }

  @Test
  void quarantineNamesNobody() {
    assertThat(quarantined("\"7\",\"1\",\"\",\"q\",\"jane\",\"to @joe\"\"s\"\"\""))
        .isEqualTo("\"7\",\"1\",\"\",\"q\",\"<user>\",\"to  <user> \"\"s\"\"\"")
        .doesNotContain("jane", "joe");
    assertThat(quarantined("\"0\",\"1\",\"NO_QUERY\",\"jane\",\"to @joe\""))
        .contains("NO_QUERY")
        .doesNotContain("jane", "joe");
    assertThat(quarantined("0,1,q,jane")).doesNotContain("jane");
    assertThat(quarantined("@joe " + "x ".repeat(5_000))).hasSizeLessThanOrEqualTo(1_000);
  }

  private String quarantined(String line) {
    return training.quarantined(line.getBytes(StandardCharsets.UTF_8));
  }

  private static TweetParser parser(TweetPool pool, Encoding encoding, String key) {
    return new TweetParser(
        new TweetMapping(pool, TweetLabels.AS_PUBLISHED, UserHash.keyed(key)),
        TweetColumns.AS_PUBLISHED,
        encoding);
  }

  private static String tweet(String text) {
    return "\"4\",\"1\",\"\",\"q\",\"u\",\"" + text + "\"";
  }

  private static Row row(TweetParser parser, String line) {
    return ((Parsed.Usable<Row>) parser.parse(line.getBytes(StandardCharsets.UTF_8))).value();
  }

  private static String text(TweetParser parser, byte[] line) {
    return ((Parsed.Usable<Row>) parser.parse(line)).value().getString(0);
  }

  private static String reason(TweetParser parser, byte[] line) {
    return ((Parsed.Rejected<Row>) parser.parse(line)).reason();
  }
}
