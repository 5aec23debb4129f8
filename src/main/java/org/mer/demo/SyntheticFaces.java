package org.mer.demo;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.mer.Emotion;

/**
 * Made-up faces in the shape of {@code fer2013.csv} (Goodfellow et al. 2013): a header {@code
 * emotion,pixels,Usage}, then Training, PublicTest and PrivateTest in 8:1:1, 48x48 grey pixels a
 * row. Classes are unequal, as they are there. One in 25 has the wrong label, one in 100 repeats an
 * earlier picture (sometimes across parts), and three rows are broken: 2,303 pixels, a pixel of
 * 256, a class of 9.
 */
public final class SyntheticFaces {
  /** The fewest rows a file can have. */
  public static final int FEWEST = 100;

  private static final double WRONG_LABELS = 0.04;
  private static final double REPETITIONS = 0.01;
  private static final int BROKEN = 3;

  /** How many of a hundred faces show each emotion, in the order of {@link Emotion}. */
  private static final int[] SHARES = {13, 8, 13, 24, 16, 12, 14};

  private final long seed;

  /**
   * Faces of a seed.
   *
   * @param seed equal seeds give equal files
   */
  public SyntheticFaces(long seed) {
    this.seed = seed;
  }

  /** A picture as it stands in the file, and the label it was given. */
  private record Face(Emotion label, String pixels) {}

  /**
   * Writes the file.
   *
   * @param file where to; an existing file is replaced
   * @param rows how many records, at least {@link #FEWEST}
   */
  public Written write(Path file, int rows, Configuration hadoop) throws IOException {
    if (rows < FEWEST) {
      throw new IllegalArgumentException(
          "the rows must be at least %d, cannot be: %d".formatted(FEWEST, rows));
    }

    SplittableRandom random = new SplittableRandom(seed);
    Earlier<Face> earlier = new Earlier<>();
    long broken = 0;
    long repeated = 0;
    try (Writer out =
        new BufferedWriter(
            new OutputStreamWriter(
                file.getFileSystem(hadoop).create(file, true), StandardCharsets.US_ASCII))) {
      out.write("emotion,pixels,Usage\n");
      for (int i = 0; i < rows; i++) {
        String part = part(i, rows);
        if ((i + 1) % (rows / (BROKEN + 1)) == 0 && broken < BROKEN) {
          out.write(broken(broken++, face(random), part));
          continue;
        }

        boolean repeats = !earlier.isEmpty() && random.nextDouble() < REPETITIONS;
        Face face = repeats ? earlier.draw(random) : face(random);
        repeated += repeats ? 1 : 0;
        earlier.add(face, random);
        out.write(row(face.label().ordinal(), face.pixels(), part));
      }
    }

    return new Written(file, rows, broken, repeated);
  }

  /**
   * One made-up face.
   *
   * @return 2,304 grey values, row by row from the top left, 0 black to 255 white
   */
  byte[] picture(Emotion emotion, RandomGenerator random) {
    Expression shown = Expression.of(emotion).shown(random.nextDouble(0.35, 1.15), random);
    return new Portrait(random).draw(shown);
  }

  private Face face(RandomGenerator random) {
    Emotion emotion = emotion(random);
    String pixels = pixels(picture(emotion, random));
    boolean isWrong = random.nextDouble() < WRONG_LABELS;
    return new Face(isWrong ? Emotion.of(random.nextInt(Emotion.COUNT)) : emotion, pixels);
  }

  private static Emotion emotion(RandomGenerator random) {
    int left = random.nextInt(100);
    int index = 0;
    while (left >= SHARES[index]) {
      left -= SHARES[index++];
    }

    return Emotion.of(index);
  }

  private static String part(int index, int rows) {
    if (index < rows * 8L / 10) {
      return "Training";
    }

    return index < rows * 9L / 10 ? "PublicTest" : "PrivateTest";
  }

  private static String broken(long which, Face face, String part) {
    String pixels = face.pixels();
    int label = face.label().ordinal();
    return switch ((int) which) {
      case 0 -> row(label, pixels.substring(0, pixels.lastIndexOf(' ')), part);
      case 1 -> row(label, "256" + pixels.substring(pixels.indexOf(' ')), part);
      default -> row(9, pixels, part);
    };
  }

  private static String row(int label, String pixels, String part) {
    return label + "," + pixels + "," + part + "\n";
  }

  private static String pixels(byte[] values) {
    StringBuilder line = new StringBuilder(values.length * 4);
    for (byte value : values) {
      line.append(value & 0xff).append(' ');
    }

    line.setLength(line.length() - 1);
    return line.toString();
  }
}
