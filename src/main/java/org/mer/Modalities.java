package org.mer;

/** By what a post says something. */
public enum Modalities {
  /** Only by its text. */
  TEXT(true, false),

  /** Only by a face. */
  FACE(false, true),

  /** By both. */
  BOTH(true, true);

  private final boolean text;
  private final boolean face;

  Modalities(boolean text, boolean face) {
    this.text = text;
    this.face = face;
  }

  /** Whether there is a text. */
  public boolean hasText() {
    return text;
  }

  /** Whether there is a face. */
  public boolean hasFace() {
    return face;
  }
}
