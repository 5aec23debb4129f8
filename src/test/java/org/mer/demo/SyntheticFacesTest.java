package org.mer.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.mer.Emotion;

class SyntheticFacesTest {
  private static final int ROWS = 400;

  @TempDir private Path folder;

  @Test
  void hasTheShapeOfFer2013() throws IOException {
    write("faces.csv", 7);
    List<String> lines = Files.readAllLines(folder.resolve("faces.csv"));
    List<String[]> rows = rows(lines).toList();

    assertThat(lines.get(0)).isEqualTo("emotion,pixels,Usage");
    assertThat(rows).hasSize(ROWS).allMatch(row -> row.length == 3);
    assertThat(rows.stream().map(row -> row[2]).distinct())
        .containsExactly("Training", "PublicTest", "PrivateTest");
    assertThat(rows.stream().filter(row -> row[2].equals("Training"))).hasSize(ROWS * 8 / 10);
    assertThat(rows.stream().map(row -> row[0])).contains("0", "1", "2", "3", "4", "5", "6");
  }

  @Test
  void breaksExactlyThreeRowsEachInItsOwnWay() throws IOException {
    Written written = write("faces.csv", 7);
    List<String[]> rows = rows(Files.readAllLines(folder.resolve("faces.csv"))).toList();

    assertThat(written.broken()).isEqualTo(3);
    assertThat(rows.stream().filter(row -> row[1].split(" ").length == 2303)).hasSize(1);
    assertThat(rows.stream().filter(row -> row[1].startsWith("256 "))).hasSize(1);
    assertThat(rows.stream().filter(row -> row[0].equals("9"))).hasSize(1);
    assertThat(rows.stream().filter(row -> isWhole(row))).hasSize(ROWS - 3);
  }

  @Test
  void repeatsAsManyPicturesAsItSays() throws IOException {
    Written written = write("faces.csv", 7);
    List<String> pictures =
        rows(Files.readAllLines(folder.resolve("faces.csv"))).map(row -> row[1]).toList();

    assertThat(written.repeated()).isPositive();
    assertThat(new HashSet<>(pictures)).hasSize(ROWS - (int) written.repeated());
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

  @ParameterizedTest
  @EnumSource(Emotion.class)
  void drawsAPictureThatIsNotFlat(Emotion emotion) {
    byte[] picture = new SyntheticFaces(7).picture(emotion, new SplittableRandom(5));
    int[] values = new int[picture.length];
    Arrays.setAll(values, i -> picture[i] & 0xff);

    assertThat(values).hasSize(48 * 48);
    assertThat(Arrays.stream(values).distinct().count()).isGreaterThan(30);
  }

  @Test
  void theMeanMouthsOfTwoEmotionsDiffer() {
    double[] happy = mean(Emotion.HAPPY, 11);
    double[] sad = mean(Emotion.SAD, 12);
    double[] happyAgain = mean(Emotion.HAPPY, 13);

    assertThat(distance(happy, sad)).isGreaterThan(1.5 * distance(happy, happyAgain));
  }

  @Test
  void refusesFewerRowsThanItsOddOnesNeed() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new SyntheticFaces(7).write(hadoop("few.csv"), 99, new Configuration()))
        .withMessage("the rows must be at least 100, cannot be: 99");
  }

  private static boolean isWhole(String[] row) {
    String[] pixels = row[1].split(" ");
    return row[0].matches("[0-6]")
        && pixels.length == 2304
        && Arrays.stream(pixels).mapToInt(Integer::parseInt).allMatch(p -> p >= 0 && p <= 255);
  }

  /** The mean picture, its lower third, each picture brought to mean 0 and deviation 1 before. */
  private static double[] mean(Emotion emotion, long seed) {
    SyntheticFaces faces = new SyntheticFaces(7);
    SplittableRandom random = new SplittableRandom(seed);
    double[] mean = new double[48 * 48];
    int count = 500;
    for (int i = 0; i < count; i++) {
      byte[] picture = faces.picture(emotion, random);
      double[] values = new double[picture.length];
      Arrays.setAll(values, j -> picture[j] & 0xff);
      double middle = Arrays.stream(values).average().orElseThrow();
      double power = Arrays.stream(values).map(v -> (v - middle) * (v - middle)).sum();
      double deviation = Math.sqrt(power / values.length);
      for (int j = 0; j < mean.length; j++) {
        mean[j] += (values[j] - middle) / deviation / count;
      }
    }

    return Arrays.copyOfRange(mean, 30 * 48, 46 * 48);
  }

  private static double distance(double[] one, double[] other) {
    double sum = 0;
    for (int i = 0; i < one.length; i++) {
      sum += (one[i] - other[i]) * (one[i] - other[i]);
    }

    return Math.sqrt(sum);
  }

  private static Stream<String[]> rows(List<String> lines) {
    return lines.stream().skip(1).map(line -> line.split(",", -1));
  }

  private Written write(String name, long seed) throws IOException {
    return new SyntheticFaces(seed).write(hadoop(name), ROWS, new Configuration());
  }

  private org.apache.hadoop.fs.Path hadoop(String name) {
    return new org.apache.hadoop.fs.Path(folder.resolve(name).toUri());
  }
}
