package org.mer.job;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.mer.GeneratedText;

/** Holds {@code conf/mer.conf}, the commented sample, to {@code reference.conf}. */
class SettingsReferenceTest {
  private static final GeneratedText SAMPLE = GeneratedText.in("conf/mer.conf");
  private static final Path REFERENCE = Path.of("src/main/resources/reference.conf");
  private static final String INTRODUCTION =
      """
      # The settings of a deployment: copy this file, take the # off what you want otherwise, and name the copy with --config.
      # As it stands it sets nothing. Made from src/main/resources/reference.conf by SettingsReferenceTest.

      """;

  @Test
  void theSampleIsTheReferenceWithItsKeysCommentedOut() throws IOException {
    String sample =
        Files.readString(REFERENCE)
            .lines()
            .map(SettingsReferenceTest::commentedOut)
            .collect(Collectors.joining("\n", INTRODUCTION, "\n"));

    SAMPLE.isExactly(sample, SettingsReferenceTest.class);
  }

  @Test
  void theSampleAsItStandsChangesNothing() {
    Configuration hadoop = new Configuration();

    assertThat(Settings.read("conf/mer.conf", Map.of(), hadoop))
        .isEqualTo(Settings.read(null, Map.of(), hadoop));
  }

  @Test
  void theSampleWithEverythingTakenInIsTheReference() throws IOException {
    String takenIn = SAMPLE.current().replaceAll("(?m)^(\\s*)#(?=\\S)", "$1");

    assertThat(ConfigFactory.parseString(takenIn))
        .isEqualTo(ConfigFactory.parseString(Files.readString(REFERENCE)));
  }

  /** A key gets a # without a blank, so that it can be told from the comments; blocks stay. */
  private static String commentedOut(String line) {
    boolean kept =
        line.isBlank() || line.matches("\\s*#.*") || line.matches("\\s*([\\w.-]+ \\{|})");
    return kept ? line : line.replaceFirst("\\S", "#$0");
  }
}
