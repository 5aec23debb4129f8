package org.mer.ingest.quality;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Pattern;
import org.mer.ingest.quality.Outcome.Status;

/**
 * A constraint on an ingest.
 *
 * @param name what {@code --accept} calls it: small letters, digits and hyphens
 * @param measure what is measured
 * @param bounds what it must lie between
 * @param fromRows with fewer rows it is not judged
 */
public record Constraint(String name, Measure measure, Bounds bounds, long fromRows) {
  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]*");

  /**
   * A constraint.
   *
   * @throws IllegalArgumentException if the name is none, the rows are negative, or a distance has
   *     no {@code max} or is to be compared once more
   */
  public Constraint {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "a constraint's name must be of small letters, digits and hyphens, cannot be: " + name);
    }

    if (fromRows < 0) {
      throw new IllegalArgumentException("from-rows must be at least 0, cannot be: " + fromRows);
    }

    if (measure.isComparison() && (bounds.maxChange().isPresent() || bounds.max().isEmpty())) {
      throw new IllegalArgumentException(
          "a %s is a change already: it must have max and no max-change".formatted(measure.kind()));
    }
  }

  /** Judges what was measured. */
  Outcome judge(Measured measured, Optional<LastAccepted.Value> last, Acceptance acceptance) {
    OptionalDouble reference = reference(last);
    if (measured.rows() < Math.max(fromRows, measure.fewestRows())) {
      return outcome(measured, reference, Status.NOT_JUDGED, tooFew(measured), "");
    }

    List<String> broken = broken(measured, reference);
    if (!broken.isEmpty()) {
      String complaint = complaint(measured, broken);
      return acceptance.covers(name)
          ? outcome(measured, reference, Status.ACCEPTED, complaint, acceptance.who())
          : outcome(measured, reference, Status.FAILED, complaint, "");
    }

    return isNew(measured, reference)
        ? outcome(measured, reference, Status.NOT_JUDGED, "no ingest to compare with yet", "")
        : outcome(measured, reference, Status.PASSED, measured.remark(), "");
  }

  /** The last accepted figure; a comparison has been made with the last accepted rows already. */
  private OptionalDouble reference(Optional<LastAccepted.Value> last) {
    return last.filter(value -> !measure.isComparison())
        .map(LastAccepted.Value::value)
        .orElseGet(OptionalDouble::empty);
  }

  /** Whether all that could be judged is a change, and there is nothing it could be a change of. */
  private boolean isNew(Measured measured, OptionalDouble reference) {
    return measure.isComparison()
        ? measured.value().isEmpty()
        : !bounds.areAbsolute() && reference.isEmpty();
  }

  private List<String> broken(Measured measured, OptionalDouble reference) {
    if (measured.value().isPresent()) {
      return bounds.brokenBy(measured.value().getAsDouble(), reference);
    }

    return measure.isComparison()
        ? List.of()
        : List.of("must have a value, has none in %,d rows".formatted(measured.rows()));
  }

  private String tooFew(Measured measured) {
    return "judged from %,d rows on, there are %,d"
        .formatted(Math.max(fromRows, measure.fewestRows()), measured.rows());
  }

  private String complaint(Measured measured, List<String> broken) {
    String demanded = "%s %s".formatted(measure.phrase(), String.join(" and ", broken));
    if (measured.value().isEmpty()) {
      return demanded;
    }

    String remark = measured.remark().isEmpty() ? "" : " (%s)".formatted(measured.remark());
    return demanded + ", is " + Numbers.shortened(measured.value().getAsDouble()) + remark;
  }

  private Outcome outcome(
      Measured measured, OptionalDouble reference, Status status, String message, String who) {
    return new Outcome(
        this,
        measured,
        reference,
        status,
        Optional.of(message).filter(text -> !text.isEmpty()),
        Optional.of(who).filter(text -> !text.isEmpty()));
  }
}
