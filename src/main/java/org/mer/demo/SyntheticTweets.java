package org.mer.demo;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.mer.Polarity;

/**
 * Made-up tweets in the shape of Sentiment140 (Go, Bhayani and Huang 2009): Latin-1, six quoted
 * columns (label, number, date, query, user, text), no header, the negative ones first. Sentences
 * come from a grammar and are then worn down: names, links, hashtags, stretched words, typing
 * errors, capitals. One in 25 has the wrong label, one in 10 says nothing either way, one in 100
 * repeats an earlier text (sometimes under the other label), and three rows are broken.
 */
public final class SyntheticTweets {
  /** The fewest rows a file can have. */
  public static final int FEWEST = 100;

  private static final double WRONG_LABELS = 0.04;
  private static final double REPETITIONS = 0.01;
  private static final int BROKEN = 3;
  private static final int LONGEST = 140;
  private static final long FIRST_NUMBER = 1_400_000_000L;
  private static final LocalDateTime FIRST_DATE = LocalDateTime.of(2009, 4, 6, 22, 0);
  private static final int SECONDS = 80 * 24 * 60 * 60;
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("EEE MMM dd HH:mm:ss", Locale.ENGLISH);

  private final Grammar grammar = Grammar.of("tweets.grammar");
  private final long seed;

  /**
   * Tweets of a seed.
   *
   * @param seed equal seeds give equal files
   */
  public SyntheticTweets(long seed) {
    this.seed = seed;
  }

  /**
   * Writes a file shaped like the 1.6 million: labels 0 and 4 in halves.
   *
   * @param file where to; an existing file is replaced
   * @param rows how many records, at least {@link #FEWEST}
   */
  public Written write(Path file, int rows, Configuration hadoop) throws IOException {
    atLeastFewest(rows);
    SplittableRandom random = new SplittableRandom(seed);
    Earlier<String> earlier = new Earlier<>();
    long broken = 0;
    long repeated = 0;
    try (Writer out = writer(file, hadoop)) {
      for (int i = 0; i < rows; i++) {
        Polarity polarity = i < rows / 2 ? Polarity.NEGATIVE : Polarity.POSITIVE;
        String label = label(polarity);
        if ((i + 1) % (rows / (BROKEN + 1)) == 0 && broken < BROKEN) {
          out.write(broken(broken++, label, i, random));
          continue;
        }

        boolean repeats = !earlier.isEmpty() && random.nextDouble() < REPETITIONS;
        String text = repeats ? earlier.draw(random) : text(mislabelled(polarity, random), random);
        repeated += repeats ? 1 : 0;
        earlier.add(text, random);
        out.write(row(label, FIRST_NUMBER + i, "PDT", "NO_QUERY", user(random), text, random));
      }
    }

    return new Written(file, rows, broken, repeated);
  }

  /**
   * Writes a file shaped like the manual test set: labels 0, 2 and 4 mixed, about equally many,
   * none of them wrong.
   *
   * @param file where to; an existing file is replaced
   * @param rows how many records
   */
  public Written writeManual(Path file, int rows, Configuration hadoop) throws IOException {
    SplittableRandom random = new SplittableRandom(~seed);
    try (Writer out = writer(file, hadoop)) {
      for (int i = 0; i < rows; i++) {
        Polarity polarity = Polarity.of(random.nextInt(Polarity.COUNT));
        String query = grammar.draw("event", random);
        out.write(
            row(label(polarity), i, "UTC", query, user(random), text(polarity, random), random));
      }
    }

    return new Written(file, rows, 0, 0);
  }

  /**
   * One made-up text, at most 140 characters of Latin-1.
   *
   * @param polarity what it is meant to say; one in ten does not say it
   */
  String text(Polarity polarity, RandomGenerator random) {
    String text = grammar.draw(polarity.label(), random);
    text = random.nextDouble() < 0.15 ? stretched(text, random) : text;
    text = random.nextDouble() < 0.20 ? mistyped(text, random) : text;
    text = text + (random.nextDouble() < 0.5 ? end(random) : "");
    text = cased(text, random);
    text = random.nextDouble() < 0.15 ? grammar.draw("aside", random) + " " + text : text;
    text = random.nextDouble() < 0.35 ? "@" + user(random) + " " + text : text;
    text = random.nextDouble() < 0.12 ? text + " #" + grammar.draw("hashtag", random) : text;
    text = random.nextDouble() < 0.10 ? text + " " + link(random) : text;
    text = random.nextDouble() < 0.05 ? text.replace(" and ", " &amp; ") : text;
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST);
  }

  private static Polarity mislabelled(Polarity polarity, RandomGenerator random) {
    return random.nextDouble() < WRONG_LABELS
        ? Polarity.of(Polarity.COUNT - 1 - polarity.ordinal())
        : polarity;
  }

  private static String label(Polarity polarity) {
    return Integer.toString(2 * polarity.ordinal());
  }

  private String broken(long which, String label, int number, RandomGenerator random) {
    String text = text(Polarity.NEUTRAL, random);
    long id = FIRST_NUMBER + number;
    return switch ((int) which) {
      case 0 -> row("7", id, "PDT", "NO_QUERY", user(random), text, random);
      case 1 -> "\"%s\",\"%d\",\"NO_QUERY\"\n".formatted(label, id);
      default -> row(label, id, "PDT", "NO_QUERY", user(random), "", random);
    };
  }

  private String row(
      String label,
      long number,
      String zone,
      String query,
      String user,
      String text,
      RandomGenerator random) {
    LocalDateTime posted = FIRST_DATE.plusSeconds(random.nextInt(SECONDS));
    String date = "%s %s %d".formatted(DATE.format(posted), zone, posted.getYear());
    return "\"%s\",\"%d\",\"%s\",\"%s\",\"%s\",\"%s\"\n"
        .formatted(label, number, date, query, user, text.replace("\"", "\"\""));
  }

  private String user(RandomGenerator random) {
    StringBuilder name = new StringBuilder();
    int syllables = 2 + random.nextInt(3);
    for (int i = 0; i < syllables; i++) {
      name.append(grammar.draw("syllable", random));
    }

    return random.nextDouble() < 0.3
        ? name.append(random.nextInt(100)).toString()
        : name.toString();
  }

  private String link(RandomGenerator random) {
    String page = Integer.toString(random.nextInt(36 * 36 * 36, 36 * 36 * 36 * 36), 36);
    return switch (random.nextInt(3)) {
      case 0 -> "http://bit.example/" + page;
      case 1 -> "http://pictures.example/" + page;
      default -> "www." + user(random) + ".example";
    };
  }

  private static String end(RandomGenerator random) {
    return switch (random.nextInt(6)) {
      case 0 -> "!";
      case 1 -> "!!!";
      case 2 -> "...";
      case 3 -> "?!";
      default -> ".";
    };
  }

  private static String cased(String text, RandomGenerator random) {
    double draw = random.nextDouble();
    if (draw < 0.04) {
      return text.toUpperCase(Locale.ENGLISH);
    }

    return draw < 0.5 ? text.substring(0, 1).toUpperCase(Locale.ENGLISH) + text.substring(1) : text;
  }

  /** Repeats a vowel: so, sooo. */
  private static String stretched(String text, RandomGenerator random) {
    int start = random.nextInt(text.length());
    for (int i = 0; i < text.length(); i++) {
      int at = (start + i) % text.length();
      if ("aeou".indexOf(text.charAt(at)) >= 0) {
        String run = text.substring(at, at + 1).repeat(2 + random.nextInt(5));
        return text.substring(0, at) + run + text.substring(at);
      }
    }

    return text;
  }

  /** Swaps two neighbours, drops a letter or doubles one. */
  private static String mistyped(String text, RandomGenerator random) {
    int at = random.nextInt(text.length() - 1);
    String before = text.substring(0, at);
    String after = text.substring(at + 2);
    char first = text.charAt(at);
    char second = text.charAt(at + 1);
    return switch (random.nextInt(3)) {
      case 0 -> before + second + first + after;
      case 1 -> before + second + after;
      default -> before + first + first + second + after;
    };
  }

  private static Writer writer(Path file, Configuration hadoop) throws IOException {
    return new BufferedWriter(
        new OutputStreamWriter(
            file.getFileSystem(hadoop).create(file, true), StandardCharsets.ISO_8859_1));
  }

  private static void atLeastFewest(int rows) {
    if (rows < FEWEST) {
      throw new IllegalArgumentException(
          "the rows must be at least %d, cannot be: %d".formatted(FEWEST, rows));
    }
  }
}
