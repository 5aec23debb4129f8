package org.mer.ingest;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What is read of a post. */
enum PostField {
  /** Tells it from the others. */
  ID,
  /** What is written. */
  TEXT,
  /** What is shown. */
  PICTURE;

  /** The field that a file calls by a name, in any case; empty where it is none. */
  static Optional<PostField> called(String name) {
    return Arrays.stream(values())
        .filter(field -> field.toString().equalsIgnoreCase(name.strip()))
        .findFirst();
  }

  /** The name that files use: {@code id}, {@code text}, {@code picture}. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
