package org.mer.ingest;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What is read of a tweet, and what files call it. Case, blanks and marks in a name make no
 * difference: {@code Created_At} is {@code createdat}.
 */
@SuppressWarnings("ImmutableEnumChecker") // the lists are unmodifiable
enum TweetField {
  /** The polarity. */
  LABEL("label", "target", "polarity", "sentiment"),
  /** The text. */
  TEXT("text", "tweet", "tweettext"),
  /** When it was posted. */
  DATE("date", "createdat", "postedat"),
  /** Who posted it. */
  USER("user", "username", "screenname");

  private final List<String> names;

  TweetField(String... names) {
    this.names = List.of(names);
  }

  /** The field that files call by a name; empty where it is none that is known. */
  static Optional<TweetField> called(String name) {
    String bare = bare(name);
    return Arrays.stream(values()).filter(field -> field.names.contains(bare)).findFirst();
  }

  /** The field that {@code --columns} calls by a name, in any case. */
  static Optional<TweetField> of(String name) {
    return Arrays.stream(values())
        .filter(field -> field.toString().equalsIgnoreCase(name))
        .findFirst();
  }

  /** The names of all fields, as a sentence lists them. */
  static String all() {
    return Arrays.stream(values()).map(TweetField::toString).collect(Collectors.joining(", "));
  }

  /** Whether a tweet without it is none. */
  boolean isRequired() {
    return this == LABEL || this == TEXT;
  }

  /** The names that files call it by. */
  List<String> names() {
    return names;
  }

  /**
   * The name that {@code --columns} uses: {@code label}, {@code text}, {@code date}, {@code user}.
   */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }

  private static String bare(String name) {
    StringBuilder bare = new StringBuilder(name.length());
    name.chars().filter(Character::isLetterOrDigit).forEach(bare::appendCodePoint);
    return bare.toString().toLowerCase(Locale.ROOT);
  }
}
