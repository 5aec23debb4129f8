package org.mer.ingest.quality;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** What became of a constraint. */
public final class Outcome {
  private final Constraint constraint;
  private final Measured measured;
  private final OptionalDouble reference;
  private final Status status;
  private final Optional<String> message;
  private final Optional<String> acceptedBy;

  Outcome(
      Constraint constraint,
      Measured measured,
      OptionalDouble reference,
      Status status,
      Optional<String> message,
      Optional<String> acceptedBy) {
    this.constraint = constraint;
    this.measured = measured;
    this.reference = reference;
    this.status = status;
    this.message = message;
    this.acceptedBy = acceptedBy;
  }

  /** How a constraint was judged. */
  public enum Status {
    /** It holds. */
    PASSED,
    /** It does not hold, so the ingest is refused. */
    FAILED,
    /** It does not hold, and somebody asked that it be let pass. */
    ACCEPTED,
    /** There are too few rows, or nothing to compare with. */
    NOT_JUDGED;

    /** As it stands in {@code mer.data_quality}. */
    public String label() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /** The constraint. */
  public Constraint constraint() {
    return constraint;
  }

  /** How it was judged. */
  public Status status() {
    return status;
  }

  /** The figure, where there is one. */
  public OptionalDouble value() {
    return measured.value();
  }

  /** The figure of the last accepted ingest, where there is one. */
  public OptionalDouble reference() {
    return reference;
  }

  /** The least value that was allowed, where there is a bound. */
  public OptionalDouble low() {
    return constraint.bounds().low(reference);
  }

  /** The greatest value that was allowed, where there is a bound. */
  public OptionalDouble high() {
    return constraint.bounds().high(reference);
  }

  /** Rows it was taken over. */
  public long rows() {
    return measured.rows();
  }

  /** Rows by bin, of a measure that looks at a distribution; else empty. */
  public Map<String, Long> histogram() {
    return measured.histogram();
  }

  /** What is to be said about it: which bound is broken, or why it was not judged. */
  public Optional<String> message() {
    return message;
  }

  /** Who asked that it be let pass. */
  public Optional<String> acceptedBy() {
    return acceptedBy;
  }

  /** Whether later ingests may be compared with it, once this one is accepted. */
  boolean isComparable() {
    boolean isFinite = value().isPresent() && Double.isFinite(value().getAsDouble());
    return rows() >= Math.max(constraint.fromRows(), constraint.measure().fewestRows())
        && (isFinite || !histogram().isEmpty());
  }
}
