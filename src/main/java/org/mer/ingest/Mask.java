package org.mer.ingest;

/** What stands in a cleaned text for something that says nothing of moods, or names somebody. */
enum Mask {
  LINK("<url>"),
  NAME("<user>"),
  NUMBER("<number>");

  private final String token;

  Mask(String token) {
    this.token = token;
  }

  String token() {
    return token;
  }
}
