package org.mer.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PostingTimeTest {
  @ParameterizedTest
  @CsvSource({
    "Mon Apr 06 22:19:45 PDT 2009, 2009-04-07T05:19:45Z",
    "Tue Jan 06 22:19:45 PST 2009, 2009-01-07T06:19:45Z",
    "Mon May 11 03:17:40 UTC 2009, 2009-05-11T03:17:40Z",
    "Mon May 11 03:17:40 GMT 2009, 2009-05-11T03:17:40Z",
    "Mon May 11 03:17:40 +0000 2009, 2009-05-11T03:17:40Z",
    "Mon May 11 05:17:40 +0200 2009, 2009-05-11T03:17:40Z",
    "2009-05-11T03:17:40Z, 2009-05-11T03:17:40Z",
    "2009-05-11T05:17:40.000+02:00, 2009-05-11T03:17:40Z",
    "2009-05-11 05:17:40+0200, 2009-05-11T03:17:40Z",
    "2009-05-11 03:17:40, 2009-05-11T03:17:40Z"
  })
  void timesAreUtc(String text, Instant expected) {
    assertThat(PostingTime.parse(text)).hasValue(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "yesterday",
        "2009-05-11",
        "Mon May 32 03:17:40 UTC 2009",
        "Mon May 11 03:17:40 2009",
        "Mon Jan 01 00:00:00 UTC +299999999",
        "1969-12-31 23:59:59",
        "1241999860"
      })
  void whatIsNoTimeIsNone(String text) {
    assertThat(PostingTime.parse(text)).isEmpty();
  }

  @Test
  void aDayThatContradictsTheDateIsNone() {
    assertThat(PostingTime.parse("Sun May 11 03:17:40 UTC 2009")).isEmpty();
  }
}
