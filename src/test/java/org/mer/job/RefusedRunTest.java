package org.mer.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.mer.LocalSpark;
import org.mer.ingest.RefusedException;
import org.mer.table.Lake;
import org.mer.table.Table;
import org.mer.table.Warehouse;
import picocli.CommandLine.Command;

@Tag("spark")
@ExtendWith(LocalSpark.class)
class RefusedRunTest {
  @Test
  void aRefusedRunIsRecordedAsSuch(Lake lake, Warehouse warehouse) {
    assertThatExceptionOfType(RefusedException.class)
        .isThrownBy(() -> new JobRunner(lake, warehouse).run(new Refused()));

    Row run = lake.read(Table.RUNS).first();
    assertThat(run.<String>getAs("status")).isEqualTo("refused");
    assertThat(run.<String>getAs("message")).isEqualTo("not good enough");
  }

  @Command(name = "refused")
  private static final class Refused extends Job {
    @Override
    void check(JobContext context) {}

    @Override
    String plan(JobContext context) {
      return "be refused";
    }

    @Override
    void run(JobContext context) {
      throw new RefusedException("not good enough");
    }
  }
}
