package org.mer.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoJobTest {
  @TempDir private Path folder;

  @Test
  void itsSettingsAreThere() {
    assertThatCode(() -> Settings.read(null, DemoJob.settings(), new Configuration()))
        .doesNotThrowAnyException();
  }

  @Test
  void leavesAFolderAloneThatItDidNotMake() throws IOException {
    Path precious = Files.writeString(folder.resolve("catalog.db"), "tables");

    assertThat(Mer.execute("demo", "--warehouse", folder.toString()))
        .isEqualTo(ExitCode.USAGE.code());
    assertThat(precious).hasContent("tables");
    assertThat(folder.resolve("synthetic-data")).doesNotExist();
  }

  @Test
  void aDryRunWritesNothing() {
    Path warehouse = folder.resolve("warehouse");

    assertThat(Mer.execute("demo", "--warehouse", warehouse.toString(), "--dry-run")).isZero();
    assertThat(warehouse).doesNotExist();
  }

  @Test
  void refusesTooFewRows() {
    assertThat(Mer.execute("demo", "--warehouse", folder.toString(), "--faces", "99"))
        .isEqualTo(ExitCode.USAGE.code());
    assertThat(Mer.execute("demo", "--warehouse", folder.toString(), "--tweets", "99"))
        .isEqualTo(ExitCode.USAGE.code());
    assertThat(folder).isEmptyDirectory();
  }
}
