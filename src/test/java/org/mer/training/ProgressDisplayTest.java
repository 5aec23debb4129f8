package org.mer.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.LoggerFactory;

class ProgressDisplayTest {
  private static final String ERASE = "\u001b[K";
  private static final Progress THIRD = new Progress(2, 16, 1_000, 3_000, 50, 0.75);

  @Test
  void aBarIsDrawnOverItselfAndErasedInTheEnd() {
    StringWriter terminal = new StringWriter();
    try (ProgressDisplay bar = new ProgressBar(terminal, ERASE)) {
      bar.show(THIRD);
      bar.show(new Progress(2, 16, 3_000, 3_000, 50, 0.5));
    }

    assertThat(terminal.toString())
        .isEqualTo(
            drawn(
                    "epoch 2/16 [#######-----------------] 33 % (1,000/3,000) 50/s loss 0.7500 40 s left")
                + drawn(
                    "epoch 2/16 [########################] 100 % (3,000/3,000) 50/s loss 0.5000 0 s left")
                + ERASE);
  }

  @Test
  void aLogHasALineEveryFewSeconds() {
    List<String> lines = new ArrayList<>();
    Iterator<Instant> times =
        List.of(0, 4, 5, 9, 11).stream().map(Instant.EPOCH::plusSeconds).iterator();
    try (ProgressDisplay log = new ProgressLog(lines::add, times::next)) {
      for (long done = 1_000; done <= 4_000; done += 1_000) {
        log.show(new Progress(1, 3, done, 5_000, 200, 1));
      }
    }

    assertThat(lines)
        .containsExactly(
            "epoch 1/3 40 % (2,000/5,000) 200/s loss 1.0000 15 s left",
            "epoch 1/3 80 % (4,000/5,000) 200/s loss 1.0000 5 s left");
  }

  @ParameterizedTest
  @CsvSource({"0, 10, 0", "9, 10, 90", "10, 10, 100", "11, 10, 100", "0, 0, 0"})
  void theShareIsNeverMoreThanAll(long done, long total, int percent) {
    assertThat(new Progress(1, 1, done, total, 0, 0).percent()).isEqualTo(percent);
  }

  @Test
  void withoutASpeedNothingIsSaidOfTheTimeLeft() {
    assertThat(new Progress(1, 1, 0, 10, 0, 2).figures()).isEqualTo("0 % (0/10) 0/s loss 2.0000");
  }

  @Test
  void onATerminalALogLineTakesThePlaceOfTheBar() throws Exception {
    assertThat(standardError(ERASE))
        .matches(
            "(?s)\\Q%s\\E\\Q%s\\E\\d\\d:\\d\\d:\\d\\d INFO  between\\R\\Q%s\\E"
                .formatted(
                    drawn(THIRD.heading() + " [#######-----------------] " + THIRD.figures()),
                    ERASE,
                    ERASE));
  }

  @Test
  void withoutATerminalThereAreLinesOnly() throws Exception {
    assertThat(standardError("")).matches("\\d\\d:\\d\\d:\\d\\d INFO  between\\R");
  }

  private static String drawn(String line) {
    return ERASE + "\u001b[?7l" + line + "\u001b[?7h\r";
  }

  /** What a process of its own, with the log's settings, says when a line comes into the bar. */
  private static String standardError(String terminal) throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Dlog4j2.configurationFile=conf/log4j2.properties",
            "-cp",
            System.getProperty("java.class.path"),
            Interrupted.class.getName());
    builder.environment().put(ProgressDisplay.TERMINAL, terminal);
    Process process = builder.start();
    String said = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
    return said;
  }

  /** Shows progress, and logs a line in between. */
  static final class Interrupted {
    private Interrupted() {}

    public static void main(String[] arguments) {
      try (ProgressDisplay display = ProgressDisplay.on(System.getenv(ProgressDisplay.TERMINAL))) {
        display.show(THIRD);
        LoggerFactory.getLogger(Interrupted.class).info("between");
      }
    }
  }
}
