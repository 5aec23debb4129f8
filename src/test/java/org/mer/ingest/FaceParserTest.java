package org.mer.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FaceParserTest {
  private final FaceParser parser =
      new FaceParser(FaceColumns.of("emotion,pixels,Usage").orElseThrow());

  @Test
  void aFaceHasEveryField() {
    Row face = row(parser, "3," + "0 255 ".repeat(1_152).strip() + ",PublicTest");

    assertThat(face.<byte[]>getAs(0)).hasSize(2_304).startsWith((byte) 0, (byte) 255);
    assertThat(face.getString(1)).isEqualTo("happy");
    assertThat(face.getString(2)).isEqualTo("PublicTest");
    assertThat(face.getDouble(3)).isEqualTo(127.5, within(1e-9));
    assertThat(face.getDouble(4)).isEqualTo(127.5, within(1e-9));
  }

  @Test
  void aBlankFaceHasNoContrast() {
    assertThat(row(parser, "0," + pixels(2_304) + ",Training").getDouble(4)).isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        " Usage , pixels,EMOTION ",
        "\"Usage\",\"pixels\",\"emotion\"",
        "usage,pixels,emotion"
      })
  void columnsMayStandInAnyOrder(String header) {
    FaceParser other = new FaceParser(FaceColumns.of(header).orElseThrow());

    assertThat(row(other, " Training ,\" " + pixels(2_304) + " \", 6").getString(1))
        .isEqualTo("neutral");
  }

  @Test
  void theContestsOwnFileIsRead() {
    FaceParser contest = new FaceParser(FaceColumns.of("emotion, Usage, pixels").orElseThrow());

    Row face = row(contest, "4,PrivateTest," + pixels(2_304));

    assertThat(face.getString(1)).isEqualTo("sad");
    assertThat(face.getString(2)).isEqualTo("PrivateTest");
    assertThat(face.<byte[]>getAs(0)).hasSize(2_304).containsOnly(7);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "emotion,pixels", "emotion,pixels,Usage,more", "a,b,c", "0,7 8,Training"})
  void otherHeadersAreNone(String header) {
    assertThat(FaceColumns.of(header)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "3,PIXELS|expected 3 columns, found 2",
        "3,PIXELS,Training,x|expected 3 columns, found 4",
        "7,PIXELS,Training|unknown label '7'",
        "-1,PIXELS,Training|unknown label '-1'",
        "happy,PIXELS,Training|unknown label 'happy'",
        "emotion,pixels,Usage|unknown label 'emotion'",
        "3,PIXELS,Test|unknown usage 'Test'",
        "3,PIXELS,|unknown usage ''",
        "3,PIXELS 1,Training|expected 2,304 pixels, found 2,305",
        "3,1 2,Training|expected 2,304 pixels, found 2",
        "3,,Training|expected 2,304 pixels, found 0",
        "3,1 256 PIXELS,Training|pixel 2 is 256, outside 0 to 255",
        "3,-1 PIXELS,Training|pixel 1 is -1, outside 0 to 255",
        "3,99999999999 PIXELS,Training|pixel 1 is 99999999999, outside 0 to 255",
        "3,1 2 3.5 PIXELS,Training|pixel 3 is '3.5', not a number",
        "3,1 x PIXELS,Training|pixel 2 is 'x', not a number"
      })
  void whatCannotBeUsedHasAReason(String line, String reason) {
    assertThat(parser.parse(bytes(line.replace("PIXELS", pixels(2_304)))))
        .isEqualTo(Parsed.rejected(reason));
  }

  @Test
  void quarantineIsShort() {
    assertThat(parser.quarantined(bytes("7," + pixels(2_304) + ",Training")))
        .hasSize(1_000)
        .startsWith("7,7 7 7");
  }

  private static String pixels(int count) {
    return String.join(" ", Collections.nCopies(count, "7"));
  }

  private static byte[] bytes(String line) {
    return line.getBytes(StandardCharsets.ISO_8859_1);
  }

  private static Row row(FaceParser parser, String line) {
    return ((Parsed.Usable<Row>) parser.parse(bytes(line))).value();
  }
}
