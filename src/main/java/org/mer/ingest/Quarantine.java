package org.mer.ingest;

import java.util.regex.Pattern;

/** Rejected lines as they may be kept: short, and without the names of users. */
final class Quarantine {
  /** The longest line that is kept, in characters. */
  static final int MAX_CHARACTERS = 1_000;

  private static final int USER_FIELD = 4;
  private static final int TWEET_FIELDS = 6;
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
   * A line of a tweet: names in the text masked, and the user's field. Where fields are missing or
   * too many, the user may be any of them, so each that could be a name is masked.
   */
  static String tweet(String line, CsvLine csv) {
    String beginning = line.substring(0, Math.min(line.length(), 4 * MAX_CHARACTERS));
    String masked = csv.fields(beginning).map(Quarantine::withoutUser).orElse(beginning);
    return shortened(CleaningRule.NAMES.apply(masked));
  }

  private static String withoutUser(String[] fields) {
    String[] masked = fields.clone();
    for (int i = 0; i < masked.length; i++) {
      boolean isUser = i == USER_FIELD && !masked[i].isEmpty();
      boolean mayBeUser =
          fields.length != TWEET_FIELDS && PERHAPS_A_NAME.matcher(masked[i].strip()).matches();
      if (isUser || mayBeUser) {
        masked[i] = MASK;
      }
    }

    return CsvLine.join(masked);
  }
}
