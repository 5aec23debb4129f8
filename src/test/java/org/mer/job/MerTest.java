package org.mer.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.mer.UsageException;
import org.mer.ingest.RefusedException;

class MerTest {
  private final StringWriter err = new StringWriter();

  @Test
  void aRefusalByTheQualityGateIsCode3() {
    assertThat(report(new RefusedException("too many rejects"))).isEqualTo(3);
    assertThat(err).hasToString("ingest-tweets refused: too many rejects%n".formatted());
  }

  @Test
  void wrongUsageIsCode2() {
    assertThat(report(new UsageException("no such file"))).isEqualTo(2);
    assertThat(err).hasToString("ingest-tweets: no such file%n".formatted());
  }

  @Test
  void whateverElseBreaksIsCode1() {
    assertThat(report(new IllegalStateException("the disk is full"))).isEqualTo(1);
    assertThat(err).hasToString("ingest-tweets failed: the disk is full%n".formatted());
  }

  private int report(Exception thrown) {
    return Mer.report(thrown, new PrintWriter(err, true), "ingest-tweets", false);
  }
}
