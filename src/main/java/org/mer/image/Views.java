package org.mer.image;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The views of a picture that a score is the mean of (test-time averaging, as of Krizhevsky et al.
 * 2012): each costs as much as a score of its own.
 */
public enum Views {
  /** The picture alone: one view. */
  PLAIN(List.of(Distortion.NONE)),
  /** The picture and its mirror image: two views. */
  MIRRORED(both(Stream.of(Distortion.NONE))),
  /** As it is and shifted by two pixels towards each corner, each mirrored as well: ten views. */
  SHIFTED(
      both(
          Stream.of(
              Distortion.NONE,
              Distortion.shifted(-2, -2),
              Distortion.shifted(2, -2),
              Distortion.shifted(-2, 2),
              Distortion.shifted(2, 2))));

  @SuppressWarnings("ImmutableEnumChecker") // made with toList and List.of, which nobody can change
  private final List<Distortion> distortions;

  Views(List<Distortion> distortions) {
    this.distortions = distortions;
  }

  /**
   * The views of a name that settings use.
   *
   * @throws IllegalArgumentException if there are none of this name
   */
  public static Views named(String name) {
    return Arrays.stream(values())
        .filter(one -> one.label().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "views must be one of %s, cannot be: %s"
                        .formatted(
                            Arrays.stream(values())
                                .map(Views::label)
                                .collect(Collectors.joining(", ")),
                            name)));
  }

  /** The name in settings. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The views of a bundle.
   *
   * @param count how many there are
   * @throws IllegalArgumentException if there are none of this number
   */
  static Views of(int count) {
    return Arrays.stream(values())
        .filter(one -> one.distortions.size() == count)
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "a picture cannot be seen in %d views".formatted(count)));
  }

  List<Distortion> distortions() {
    return distortions;
  }

  private static List<Distortion> both(Stream<Distortion> views) {
    return views.flatMap(one -> Stream.of(one, one.mirrored())).toList();
  }
}
