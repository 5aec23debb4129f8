package org.mer.ingest;

import java.util.Arrays;
import java.util.regex.Pattern;

/** Rejected lines as they may be kept: short, and without the names of users. */
final class Quarantine {
  /** The longest line that is kept, in characters. */
  static final int MAX_CHARACTERS = 1_000;

  private static final String MASK = Mask.NAME.token();
  private static final Pattern PERHAPS_A_NAME = Pattern.compile("(?!\\d+$)(?!NO_QUERY$)\\w{1,20}");

  private Quarantine() {}

  /** The first characters of a line. */
  static String shortened(String line) {
    if (line.length() <= MAX_CHARACTERS) {
      return line;
    }

    boolean splitsPair = Character.isHighSurrogate(line.charAt(MAX_CHARACTERS - 1));
    return line.substring(0, splitsPair ? MAX_CHARACTERS - 1 : MAX_CHARACTERS);
  }

  /**
   * A row of a tweet: names in the text are masked, and so is every column that is not known to
   * name nobody. Where columns are missing or too many, the user may be any of them, so each that
   * could be a name is masked.
   */
  static String tweet(String line, CsvLine csv, TweetColumns columns) {
    String beginning = line.substring(0, Math.min(line.length(), 4 * MAX_CHARACTERS));
    String masked = csv.fields(beginning).map(row -> withoutUser(row, columns)).orElse(beginning);
    return shortened(CleaningRule.NAMES.apply(masked));
  }

  /** A post: its id, its text, and what its picture is given as. */
  static String post(PostFields post) {
    String row =
        CsvLine.join(
            new String[] {
              post.id().map(Quarantine::shortened).orElse(""),
              post.text().map(Quarantine::shortened).orElse(""),
              post.picture().map(PostPicture::toString).orElse("")
            });
    return shortened(CleaningRule.NAMES.apply(row));
  }

  /** A row of which nobody knows what its columns are: each that could be a name is masked. */
  static String unknown(String line, CsvLine csv) {
    String beginning = line.substring(0, Math.min(line.length(), 4 * MAX_CHARACTERS));
    String masked = csv.fields(beginning).map(Quarantine::withoutNames).orElse(beginning);
    return shortened(CleaningRule.NAMES.apply(masked));
  }

  private static String withoutUser(String[] row, TweetColumns columns) {
    if (row.length != columns.count()) {
      return withoutNames(row);
    }

    String[] masked = row.clone();
    for (int i = 0; i < masked.length; i++) {
      if (!columns.isNameless(i) && !masked[i].isBlank()) {
        masked[i] = MASK;
      }
    }

    return CsvLine.join(masked);
  }

  private static String withoutNames(String[] row) {
    return CsvLine.join(
        Arrays.stream(row)
            .map(value -> PERHAPS_A_NAME.matcher(value.strip()).matches() ? MASK : value)
            .toArray(String[]::new));
  }
}
