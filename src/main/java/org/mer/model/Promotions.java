package org.mer.model;

import static org.apache.spark.sql.functions.col;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.mer.UsageException;
import org.mer.table.Lake;
import org.mer.table.Lease;
import org.mer.table.Publication;
import org.mer.table.Table;

/**
 * Who is the champion: the contender of the newest decision in {@code mer.promotions} that is no
 * refusal. A decision is one row, so that a promotion is one commit of one table: readers see the
 * old models and the old fusion, or the new ones.
 */
public final class Promotions {
  private final Lake lake;

  private Promotions(Lake lake) {
    this.lake = lake;
  }

  /** The promotions of a lake. */
  public static Promotions of(Lake lake) {
    return new Promotions(lake);
  }

  /** All decisions, the oldest first; there are a few a day. */
  public List<Decision> decisions() {
    return lake.isEmpty(Table.PROMOTIONS)
        ? List.of()
        : lake.read(Table.PROMOTIONS).orderBy("number").collectAsList().stream()
            .map(Promotions::decision)
            .toList();
  }

  /** The decision that is in force; empty if nothing was ever promoted. */
  public Optional<Decision> inForce() {
    return lake.isEmpty(Table.PROMOTIONS)
        ? Optional.empty()
        : lake
            .read(Table.PROMOTIONS)
            .where(col("action").notEqual(Decision.Action.REFUSE.label()))
            .orderBy(col("number").desc())
            .takeAsList(1)
            .stream()
            .map(Promotions::decision)
            .findFirst();
  }

  /** The champion; empty if nothing was ever promoted. */
  public Optional<Contender> champion() {
    return inForce().map(Decision::contender);
  }

  /**
   * Who was the champion before the present one was promoted: whom a rollback returns to. A second
   * rollback goes one further back.
   *
   * @throws UsageException if there is no champion, or it is the first
   */
  public Contender predecessor() {
    Deque<Contender> reigns = new ArrayDeque<>();
    for (Decision decision : decisions()) {
      if (decision.action() == Decision.Action.ROLLBACK) {
        while (!reigns.isEmpty() && !reigns.peek().equals(decision.contender())) {
          reigns.pop();
        }
      }

      if (decision.isCrowning() && !decision.contender().equals(reigns.peek())) {
        reigns.push(decision.contender());
      }
    }

    if (reigns.isEmpty()) {
      throw new UsageException(
          "there is no champion to roll back from: promote one with jobs/models.sh promote");
    }

    return reigns.stream()
        .skip(1)
        .findFirst()
        .orElseThrow(
            () ->
                new UsageException(
                    "there is nothing to roll back to: %s is the first champion"
                        .formatted(reigns.peek())));
  }

  /**
   * The contender of a decision that made it the champion.
   *
   * @throws UsageException if there is no such decision
   */
  public Contender crowned(long number) {
    return decisions().stream()
        .filter(one -> one.number() == number && one.isCrowning())
        .map(Decision::contender)
        .findFirst()
        .orElseThrow(
            () ->
                new UsageException(
                    "decision %d made nobody the champion: jobs/models.sh history lists those that did"
                        .formatted(number)));
  }

  /** The right to decide, which one run has at a time; others wait for it. */
  public Lease lease(String runId, Duration patience) {
    return lake.lease(Table.PROMOTIONS, runId, patience);
  }

  /**
   * Decides: one row, visible at once.
   *
   * @param lease from before the champion was looked at
   * @param runId the run that decides
   */
  public Decision decide(
      Lease lease,
      String runId,
      Decision.Action action,
      Contender contender,
      List<String> reasons,
      Map<String, Double> figures) {
    List<Decision> before = decisions();
    Decision decision =
        new Decision(
            before.isEmpty() ? 1 : before.get(before.size() - 1).number() + 1,
            runId,
            Instant.now().truncatedTo(ChronoUnit.MICROS),
            action,
            contender,
            champion(),
            reasons,
            figures,
            lake.spark().sparkContext().sparkUser());
    try (Publication publication = lake.publication(runId + "/decision", lease)) {
      publication.append(Table.PROMOTIONS, List.of(row(decision)));
      publication.publish();
    }

    return decision;
  }

  private static Row row(Decision decision) {
    Contender contender = decision.contender();
    Optional<Contender> previous = decision.previous();
    return RowFactory.create(
        decision.runId(),
        decision.number(),
        Timestamp.from(decision.decidedAt()),
        decision.action().label(),
        contender.text().version(),
        contender.text().path(),
        contender.face().version(),
        contender.face().path(),
        contender.fuseRunId(),
        contender.fusionRule(),
        previous.map(it -> it.text().version()).orElse(null),
        previous.map(it -> it.text().path()).orElse(null),
        previous.map(it -> it.face().version()).orElse(null),
        previous.map(it -> it.face().path()).orElse(null),
        previous.map(Contender::fuseRunId).orElse(null),
        previous.map(Contender::fusionRule).orElse(null),
        decision.reasons(),
        decision.figures(),
        decision.decidedBy());
  }

  private static Decision decision(Row row) {
    return new Decision(
        row.getAs("number"),
        row.getAs("run_id"),
        row.<Timestamp>getAs("decided_at").toInstant(),
        Decision.Action.ofLabel(row.getAs("action")),
        contender(row, ""),
        row.getAs("previous_text_version") == null
            ? Optional.empty()
            : Optional.of(contender(row, "previous_")),
        row.getList(row.fieldIndex("reasons")),
        row.getJavaMap(row.fieldIndex("figures")),
        row.getAs("decided_by"));
  }

  private static Contender contender(Row row, String prefix) {
    return new Contender(
        new ModelReference(row.getAs(prefix + "text_version"), row.getAs(prefix + "text_path")),
        new ModelReference(row.getAs(prefix + "face_version"), row.getAs(prefix + "face_path")),
        row.getAs(prefix + "fuse_run_id"),
        row.getAs(prefix + "fusion_rule"));
  }
}
