package org.mer.ingest.quality;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What a figure must lie between; at least one bound is there.
 *
 * @param min least value, inclusive
 * @param max greatest value, inclusive
 * @param maxChange how far it may be from the last accepted value
 */
public record Bounds(OptionalDouble min, OptionalDouble max, Optional<MaxChange> maxChange) {
  /**
   * Bounds.
   *
   * @throws IllegalArgumentException if there is none, or min is above max
   */
  public Bounds {
    if (min.isEmpty() && max.isEmpty() && maxChange.isEmpty()) {
      throw new IllegalArgumentException("must have min, max or max-change, has none");
    }

    if (min.isPresent() && max.isPresent() && !(min.getAsDouble() <= max.getAsDouble())) {
      throw new IllegalArgumentException(
          "min must be at most max, cannot be: %s and %s"
              .formatted(Numbers.plain(min.getAsDouble()), Numbers.plain(max.getAsDouble())));
    }
  }

  /** Whether there is a bound that wants no last accepted value. */
  boolean areAbsolute() {
    return min.isPresent() || max.isPresent();
  }

  /** The least value that is allowed, in the light of the last accepted one. */
  OptionalDouble low(OptionalDouble reference) {
    return tighter(min, reference, -1);
  }

  /** The greatest value that is allowed, in the light of the last accepted one. */
  OptionalDouble high(OptionalDouble reference) {
    return tighter(max, reference, 1);
  }

  /** Which bounds a value breaks, in words; a NaN breaks them all. */
  List<String> brokenBy(double value, OptionalDouble reference) {
    List<String> broken = new ArrayList<>();
    if (min.isPresent() && !(value >= min.getAsDouble())) {
      broken.add("must be at least " + Numbers.plain(min.getAsDouble()));
    }

    if (max.isPresent() && !(value <= max.getAsDouble())) {
      broken.add("must be at most " + Numbers.plain(max.getAsDouble()));
    }

    if (maxChange.isPresent() && reference.isPresent()) {
      double last = reference.getAsDouble();
      if (!(Math.abs(value - last) <= maxChange.get().allowed(last))) {
        broken.add(
            "must be within %s of %s, the last accepted"
                .formatted(maxChange.get(), Numbers.shortened(last)));
      }
    }

    return broken;
  }

  private OptionalDouble tighter(OptionalDouble bound, OptionalDouble reference, int sign) {
    if (maxChange.isEmpty() || reference.isEmpty()) {
      return bound;
    }

    double last = reference.getAsDouble();
    double changed = last + sign * maxChange.get().allowed(last);
    if (bound.isEmpty()) {
      return OptionalDouble.of(changed);
    }

    double declared = bound.getAsDouble();
    return OptionalDouble.of(sign < 0 ? Math.max(declared, changed) : Math.min(declared, changed));
  }
}
