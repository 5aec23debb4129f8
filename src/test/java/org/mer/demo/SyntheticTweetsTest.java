package org.mer.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mer.Polarity;

class SyntheticTweetsTest {
  private static final Pattern ROW =
      Pattern.compile(
          "\"([024])\",\"(\\d+)\",\"(\\w{3} \\w{3} \\d\\d [\\d:]{8} (?:PDT|UTC) 2009)\",\"([^\"]+)\",\"(\\w+)\",\"((?:[^\"]|\"\")+)\"");
  private static final int ROWS = 2000;

  @TempDir private Path folder;

  @Test
  void hasTheShapeOfSentiment140() throws IOException {
    Written written = write("tweets.csv", 7);
    List<String> lines = lines("tweets.csv");
    List<Matcher> whole = lines.stream().map(ROW::matcher).filter(Matcher::matches).toList();

    assertThat(written.rows()).isEqualTo(ROWS);
    assertThat(written.broken()).isEqualTo(3);
    assertThat(lines).hasSize(ROWS);
    assertThat(whole).hasSize(ROWS - 3);
    assertThat(whole.stream().filter(row -> row.group(1).equals("0")).count())
        .isBetween(ROWS / 2 - 3L, ROWS / 2L);
    assertThat(whole).noneMatch(row -> row.group(1).equals("2"));
    assertThat(whole).allMatch(row -> row.group(4).equals("NO_QUERY"));
    assertThat(whole).allMatch(row -> row.group(6).length() <= 140);
    assertThat(whole.stream().map(row -> row.group(2))).doesNotHaveDuplicates();
  }

  @Test
  void mostTextsDifferAndSomeAreRepeatedAsSaid() throws IOException {
    Written written = write("tweets.csv", 7);
    List<String> texts =
        lines("tweets.csv").stream()
            .map(ROW::matcher)
            .filter(Matcher::matches)
            .map(row -> row.group(6))
            .toList();

    assertThat(written.repeated()).isBetween(5L, 50L);
    assertThat((long) new HashSet<>(texts).size())
        .isBetween(ROWS * 97L / 100, texts.size() - written.repeated());
  }

  @Test
  void hasNamesLinksHashtagsAndLatin1() throws IOException {
    write("tweets.csv", 7);
    String all = Files.readString(folder.resolve("tweets.csv"), StandardCharsets.ISO_8859_1);

    assertThat(all).contains(",\"@").contains("http://").contains("www.").contains(" #");
    assertThat(all).contains("café");
  }

  @Test
  void theManualFileHasAllThreeLabelsAndNoBrokenRow() throws IOException {
    new SyntheticTweets(7)
        .writeManual(hadoop("synthetic-tweets.manual.csv"), 100, new Configuration());
    List<Matcher> rows =
        lines("synthetic-tweets.manual.csv").stream()
            .map(ROW::matcher)
            .filter(Matcher::matches)
            .toList();

    assertThat(rows).hasSize(100);
    assertThat(rows.stream().map(row -> row.group(1)))
        .contains("0", "2", "4")
        .isNotEqualTo(rows.stream().map(row -> row.group(1)).sorted().toList());
  }

  @Test
  void equalSeedsGiveEqualFilesAndOthersDoNot() throws IOException {
    write("one.csv", 7);
    write("again.csv", 7);
    write("other.csv", 8);

    assertThat(folder.resolve("again.csv")).hasSameBinaryContentAs(folder.resolve("one.csv"));
    assertThat(Files.mismatch(folder.resolve("other.csv"), folder.resolve("one.csv")))
        .isNotNegative();
  }

  @Test
  void wordsGiveThePolarityAwayOnlyMostly() {
    SyntheticTweets tweets = new SyntheticTweets(7);
    SplittableRandom random = new SplittableRandom(3);
    Pattern good = Pattern.compile("(?i)\\b(good|great|awesome|amazing|happy|love)\\b");
    int positive = 0;
    int negative = 0;
    for (int i = 0; i < 2000; i++) {
      positive += good.matcher(tweets.text(Polarity.POSITIVE, random)).find() ? 1 : 0;
      negative += good.matcher(tweets.text(Polarity.NEGATIVE, random)).find() ? 1 : 0;
    }

    assertThat(positive).isGreaterThan(2 * negative);
    assertThat(negative).isGreaterThan(50);
  }

  @Test
  void refusesFewerRowsThanItsOddOnesNeed() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new SyntheticTweets(7).write(hadoop("few.csv"), 99, new Configuration()))
        .withMessage("the rows must be at least 100, cannot be: 99");
  }

  private Written write(String name, long seed) throws IOException {
    return new SyntheticTweets(seed).write(hadoop(name), ROWS, new Configuration());
  }

  private List<String> lines(String name) throws IOException {
    return Files.readAllLines(folder.resolve(name), StandardCharsets.ISO_8859_1);
  }

  private org.apache.hadoop.fs.Path hadoop(String name) {
    return new org.apache.hadoop.fs.Path(folder.resolve(name).toUri());
  }
}
