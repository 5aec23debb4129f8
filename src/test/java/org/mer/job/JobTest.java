package org.mer.job;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JobTest {
  @ParameterizedTest
  @CsvSource({
    "ingest.user-hash-key=s3cret, ingest.user-hash-key=***",
    "--set=ingest.user-hash-key=s3cret=, --set=ingest.user-hash-key=***",
    "--set=text.epochs=3, --set=text.epochs=3",
    "text.epochs=3, text.epochs=3",
    "--dry-run, --dry-run"
  })
  void noSecretIsRecorded(String argument, String recorded) {
    assertThat(Job.masked(argument)).isEqualTo(recorded);
  }
}
