package org.mer;

import java.util.Locale;
import java.util.Optional;

/**
 * Whether a feeling is negative, neutral or positive. Posteriors over polarity are indexed by
 * {@link #ordinal()}.
 */
public enum Polarity {
  NEGATIVE,
  NEUTRAL,
  POSITIVE;

  /** How many polarities there are: the length of every posterior over polarity. */
  public static final int COUNT = values().length;

  private static final Polarity[] IN_ORDER = values();

  /** The word that stands in tables: the name in lower case. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The polarity of an index.
   *
   * @param index 0 to 2
   * @throws IllegalArgumentException if there is no such polarity
   */
  public static Polarity of(int index) {
    if (index < 0 || index >= COUNT) {
      throw new IllegalArgumentException("a polarity's number must be 0 to 2, cannot be: " + index);
    }

    return IN_ORDER[index];
  }

  /**
   * The polarity of a label as it stands in tables, in any case; empty where there is none of that
   * name.
   */
  public static Optional<Polarity> ofLabel(String label) {
    for (Polarity polarity : IN_ORDER) {
      if (polarity.label().equalsIgnoreCase(label)) {
        return Optional.of(polarity);
      }
    }

    return Optional.empty();
  }
}
