package org.mer.ingest.quality;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.mer.ingest.quality.Outcome.Status;
import org.mer.table.Table;

/**
 * What the quality gate says of an ingest.
 *
 * @param table the table that would gain the rows
 * @param outcomes one a constraint
 */
public record Verdict(Table table, List<Outcome> outcomes) {
  /** A verdict. */
  public Verdict {
    outcomes = List.copyOf(outcomes);
  }

  /** Whether a constraint failed that nobody asked to let pass. */
  public boolean isRefused() {
    return !failed().isEmpty();
  }

  /** The outcomes that refuse the ingest. */
  public List<Outcome> failed() {
    return outcomes.stream().filter(outcome -> outcome.status() == Status.FAILED).toList();
  }

  /**
   * Why the ingest is refused and what can be done, in one sentence for the user.
   *
   * @throws IllegalStateException if it is not refused
   */
  public String message() {
    if (!isRefused()) {
      throw new IllegalStateException("the ingest is not refused, so there is nothing to say");
    }

    return failed().stream()
        .map(one -> "%s (%s)".formatted(one.constraint().name(), one.message().orElse("")))
        .collect(
            Collectors.joining(
                "; ",
                "the quality gate refused the ingest into %s, which is as it was: "
                    .formatted(table.fullName()),
                "; mend the files, or let them pass with --accept " + names()));
  }

  /**
   * The rows for {@code mer.data_quality}. Those of a refused ingest are never compared with later.
   *
   * @param runId the run that ingests
   * @param judgedAt when the gate judged
   */
  public List<Row> rows(String runId, Instant judgedAt) {
    return outcomes.stream().map(outcome -> row(outcome, runId, judgedAt)).toList();
  }

  private String names() {
    return failed().stream().map(one -> one.constraint().name()).collect(Collectors.joining(","));
  }

  private Row row(Outcome outcome, String runId, Instant judgedAt) {
    Measure measure = outcome.constraint().measure();
    return RowFactory.create(
        runId,
        table.fullName(),
        outcome.constraint().name(),
        measure.kind(),
        measure.expression().orElse(null),
        boxed(outcome.value()),
        boxed(outcome.reference()),
        boxed(outcome.low()),
        boxed(outcome.high()),
        outcome.rows(),
        outcome.status().label(),
        outcome.message().orElse(null),
        outcome.acceptedBy().orElse(null),
        outcome.histogram().isEmpty() ? null : outcome.histogram(),
        !isRefused() && outcome.isComparable(),
        Timestamp.from(judgedAt));
  }

  private static Double boxed(OptionalDouble value) {
    return value.isPresent() ? (Double) value.getAsDouble() : null;
  }
}
