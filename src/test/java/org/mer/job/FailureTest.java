package org.mer.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.spark.SparkException;
import org.junit.jupiter.api.Test;

class FailureTest {
  @Test
  void theInnermostCauseIsTold() {
    Throwable thrown =
        new RuntimeException(
            "outer", new UncheckedIOException(new FileNotFoundException("no file /data/x")));

    assertThat(Failure.sentence(thrown)).isEqualTo("no file /data/x (FileNotFoundException)");
  }

  @Test
  void whatCouldNotBeReadOrWrittenIsToldWithTheReason() {
    IOException reason = new IOException("No space left on device");

    assertThat(
            Failure.sentence(
                new RuntimeException(
                    new UncheckedIOException("/data/x cannot be removed", reason))))
        .isEqualTo("/data/x cannot be removed: No space left on device (IOException)");
    assertThat(
            Failure.sentence(
                new UncheckedIOException(
                    "/data/x cannot be written, No space left on device: make room",
                    new IOException(reason))))
        .isEqualTo("/data/x cannot be written, No space left on device: make room");
  }

  @Test
  void whatThisProjectOrSparkSaysStandsByItself() {
    assertThat(Failure.sentence(new IllegalStateException("the table is gone")))
        .isEqualTo("the table is gone");
    assertThat(Failure.sentence(new SparkException("the stage failed")))
        .isEqualTo("the stage failed");
  }

  @Test
  void aMessageOfManyLinesIsCutToItsFirst() {
    assertThat(Failure.sentence(new IllegalStateException("  first\nDriver stacktrace:\n\tat x")))
        .isEqualTo("first");
  }

  @Test
  void aPasswordInAUrlIsMasked() {
    assertThat(
            Failure.sentence(
                new IllegalStateException(
                    "no connection: jdbc:postgresql://db/lake?user=mer&password=s3cret&ssl=true, PASSWORD=s3cret")))
        .isEqualTo(
            "no connection: jdbc:postgresql://db/lake?user=mer&password=***&ssl=true, PASSWORD=***");
  }

  @Test
  void anErrorWithoutAMessageIsToldByItsName() {
    assertThat(Failure.sentence(new NullPointerException())).contains("NullPointerException");
    assertThat(Failure.sentence(new IllegalStateException(" "))).isEqualTo("IllegalStateException");
  }
}
