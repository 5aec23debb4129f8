package org.mer.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The texts of Sentiment140, whole, where {@code MER_DATA} names their folder. */
@EnabledIfEnvironmentVariable(named = "MER_DATA", matches = ".+")
class CleaningRealDataTest {
  private static final int TEXT = 5;

  private final TweetCleaner cleaner = new TweetCleaner();
  private final CsvLine csv = new CsvLine(',');

  @ParameterizedTest
  @CsvSource({
    "training.1600000.processed.noemoticon.csv, 1600000",
    "testdata.manual.2009.06.14.csv, 498"
  })
  void noEmoticonIsLeftAndCleanTextStaysAsItIs(String file, int rows) throws IOException {
    int read = 0;
    List<String> emoticons = new ArrayList<>();
    List<String> unstable = new ArrayList<>();
    // Latin-1 keeps every byte, for the line's encoding is found as ingest finds it.
    try (BufferedReader lines =
        Files.newBufferedReader(
            Path.of(System.getenv("MER_DATA"), file), StandardCharsets.ISO_8859_1)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        String text = text(line.getBytes(StandardCharsets.ISO_8859_1));
        String cleaned = cleaner.clean(text);
        LeftoverEmoticons.in(cleaned)
            .map(left -> left + " in " + cleaned)
            .ifPresent(emoticons::add);
        if (!cleaner.clean(cleaned).equals(cleaned)) {
          unstable.add(cleaned);
        }

        read++;
      }
    }

    assertThat(read).isEqualTo(rows);
    assertThat(emoticons).isEmpty();
    assertThat(unstable).hasSizeLessThan(rows / 100_000 + 1);
  }

  private String text(byte[] line) {
    return csv.fields(Encoding.AUTO.decode(line).orElseThrow()).orElseThrow()[TEXT];
  }
}
