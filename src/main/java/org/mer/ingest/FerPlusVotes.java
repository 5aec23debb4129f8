package org.mer.ingest;

import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.mer.UsageException;

/**
 * Parses the lines of FER+'s {@code fer2013new.csv}, whose n-th row is of the face in the n-th row
 * of {@code fer2013.csv}, headers not counted. The column Image name is not read: it is empty for
 * some faces, and its numbers are not those of rows.
 */
final class FerPlusVotes implements Serializable {
  private static final long serialVersionUID = 1L;

  /** What can be chosen, by the names of the columns: the seven emotions and three others. */
  static final List<String> CHOICES =
      List.of(
          "neutral",
          "happiness",
          "surprise",
          "sadness",
          "anger",
          "disgust",
          "fear",
          "contempt",
          "unknown",
          "NF");

  private static final String USAGE = "Usage";
  private static final int PEOPLE = 10;

  private final int columns;
  private final int usage;
  private final List<Integer> choices;

  private FerPlusVotes(List<String> names) {
    this.columns = names.size();
    this.usage = names.indexOf(canonical(USAGE));
    this.choices = CHOICES.stream().map(choice -> names.indexOf(canonical(choice))).toList();
  }

  /**
   * The parser of a file.
   *
   * @param source the file, for errors
   * @param header its first row; columns may stand in any order
   * @throws UsageException if a column is not there
   */
  static FerPlusVotes of(String source, byte[] header) {
    List<String> names =
        Arrays.stream(text(header).split(",", -1)).map(FerPlusVotes::canonical).toList();
    Optional<String> missing =
        Stream.concat(Stream.of(USAGE), CHOICES.stream())
            .filter(name -> !names.contains(canonical(name)))
            .findFirst();
    if (missing.isPresent()) {
      throw new UsageException(
          "the file '%s' has no column %s, so it does not look like FER+'s fer2013new.csv: give the file as published"
              .formatted(source, missing.get()));
    }

    return new FerPlusVotes(names);
  }

  /** The votes of a line, or why there are none. Never throws, whatever the bytes are. */
  Parsed<FerPlusVote> parse(byte[] line) {
    String[] fields = text(line).split(",", -1);
    if (fields.length != columns) {
      return Parsed.rejected("expected %d columns, found %d".formatted(columns, fields.length));
    }

    Optional<FaceUsage> part = FaceUsage.of(fields[usage].strip());
    if (part.isEmpty()) {
      return Parsed.rejected("unknown usage " + Parsed.quoted(fields[usage]));
    }

    List<Integer> votes = new ArrayList<>(CHOICES.size());
    for (int choice : choices) {
      int number = number(fields[choice].strip());
      if (number < 0) {
        return Parsed.rejected(
            "votes must be 0 to %d, cannot be: %s"
                .formatted(PEOPLE, Parsed.quoted(fields[choice])));
      }

      votes.add(number);
    }

    return Parsed.usable(new FerPlusVote(part.get(), votes));
  }

  private static int number(String votes) {
    if (votes.equals(String.valueOf(PEOPLE))) {
      return PEOPLE;
    }

    return votes.length() == 1 && votes.charAt(0) >= '0' && votes.charAt(0) <= '9'
        ? votes.charAt(0) - '0'
        : -1;
  }

  private static String canonical(String name) {
    return name.replace('"', ' ').strip().toLowerCase(Locale.ROOT);
  }

  /** Digits and plain words: one byte is one character. */
  private static String text(byte[] line) {
    return new String(line, StandardCharsets.ISO_8859_1);
  }
}
