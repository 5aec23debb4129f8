package org.mer.evaluation;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What a contender is measured by: a main subject on the whole of the part that nothing in its
 * training was chosen on.
 */
public enum Yardstick {
  /** The polarity of a tweet. */
  TEXT("text", "test", "all"),
  /** The emotion of a face. */
  FACE("face", "PrivateTest", "all"),
  /** The fused polarity of a synthetic pair. */
  POLARITY("fusion", "pairs-test", "polar"),
  /** The fused emotion of a synthetic pair. */
  EMOTION("fusion", "pairs-test", "emotion");

  /** The slice of pairs without a polarity, whose emotion alone is judged. */
  private static final String OTHER_EMOTIONS = "neutral-or-surprise";

  private final String subject;
  private final String part;
  private final String slice;

  Yardstick(String subject, String part, String slice) {
    this.subject = subject;
    this.part = part;
    this.slice = slice;
  }

  /** Its name in settings and figures. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** What is judged. */
  String subject() {
    return subject;
  }

  /** The part of the data. */
  String part() {
    return part;
  }

  /** Whether a figure of these rows is its own. */
  boolean measures(String otherSubject, String otherPart, String otherSlice) {
    return isOf(otherSubject, otherPart) && slice.equals(otherSlice);
  }

  /** What is measured, for the user. */
  String title() {
    return switch (this) {
      case TEXT, FACE -> "%s (%s)".formatted(subject, part);
      case POLARITY, EMOTION -> "fused %s of synthetic pairs (%s)".formatted(label(), part);
    };
  }

  /** The parts that any of them looks at. */
  static List<String> parts() {
    return Arrays.stream(values()).map(Yardstick::part).distinct().toList();
  }

  /** The one that a slice is a part of. */
  static Optional<Yardstick> of(Group group) {
    if (group.slice().equals(OTHER_EMOTIONS)) {
      return Optional.of(EMOTION);
    }

    return Arrays.stream(values())
        .filter(one -> one.isOf(group.subject(), group.part()))
        .findFirst();
  }

  private boolean isOf(String otherSubject, String otherPart) {
    return subject.equals(otherSubject) && part.equals(otherPart);
  }
}
