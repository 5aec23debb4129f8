package org.mer.job;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.max_by;
import static org.apache.spark.sql.functions.min;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.mer.table.Lake;
import org.mer.table.Publication;
import org.mer.table.Table;

/**
 * What has become of the stages of a night, in {@code mer.stages}: a row when one begins and
 * another when it ends, and one for what it is to end with, so that a run that is started after a
 * death knows what is done. Each end is a line of JSON on standard output too.
 */
final class NightLog {
  private static final String OWED = "owed";
  private static final String STARTED = "started";
  private static final String DONE = "done";
  private static final String REFUSED = "refused";
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final double MILLIS = 1e3;

  private final JobContext context;
  private final String night;
  private final Instant startedAt;
  private int written;

  private NightLog(JobContext context, String night, Instant startedAt) {
    this.context = context;
    this.night = night;
    this.startedAt = startedAt;
  }

  /**
   * The last night, if it did not end and is not too old; else one that begins with this run.
   *
   * @param patience how old a night may be that is gone on with
   */
  static NightLog open(JobContext context, Duration patience) {
    return last(context.lake())
        .filter(row -> !isOver(context.lake(), row.getAs("night")))
        .filter(row -> startOf(row).plus(patience).isAfter(context.run().startedAt()))
        .map(row -> new NightLog(context, row.getAs("night"), startOf(row)))
        .orElseGet(() -> new NightLog(context, context.runId(), context.run().startedAt()));
  }

  /** The night's name: the run that began it. */
  String night() {
    return night;
  }

  /** When the night began. */
  Instant startedAt() {
    return startedAt;
  }

  /** Whether this run goes on with a night that another began. */
  boolean isContinued() {
    return !night.equals(context.runId());
  }

  /**
   * Notes which stages the night is to end with, so that whoever goes on with it owes them too,
   * whatever the settings say by then.
   */
  void owe(Collection<String> stages) {
    write(
        stages.stream()
            .map(stage -> row(stage, night, OWED, startedAt, 0, 0, null, null))
            .toList());
  }

  /** Whether the night is to end with a stage. */
  boolean owes(String stage) {
    return !rows(stage).isEmpty();
  }

  /** The run that did a stage; empty if it is not done. */
  Optional<String> done(String stage) {
    return runs(stage, DONE).stream().findFirst();
  }

  /** Whether it is noted that a stage ended so. */
  boolean isNoted(String stage, String status) {
    return !runs(stage, status).isEmpty();
  }

  /** The runs that began a stage of this night, the newest first. */
  List<String> attempts(String stage) {
    return runs(stage, STARTED);
  }

  /** Notes that a stage begins. */
  void started(String stage, Run run) {
    write(List.of(row(stage, run.id(), STARTED, run.startedAt(), 0, 0, null, null)));
  }

  /** Notes that a stage was done. */
  void done(String stage, Run run, double coreSeconds, OptionalLong rows, String message) {
    ended(stage, run, DONE, coreSeconds, rows, message);
  }

  /** Notes that a stage was not done. */
  void ended(
      String stage, Run run, String status, double coreSeconds, OptionalLong rows, String message) {
    double seconds = Duration.between(run.startedAt(), Instant.now()).toMillis() / MILLIS;
    Long count = rows.isPresent() ? rows.getAsLong() : null;
    write(
        List.of(
            row(stage, run.id(), status, run.startedAt(), seconds, coreSeconds, count, message)));
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("night", night);
    line.put("run_id", context.runId());
    line.put("stage", stage);
    line.put("stage_run_id", run.id());
    line.put("status", status);
    line.put("started_at", run.startedAt().toString());
    line.put("seconds", seconds);
    line.put("core_seconds", coreSeconds);
    line.put("rows", count);
    line.put("message", message);
    context.out().println(json(line));
  }

  private static Optional<Row> last(Lake lake) {
    return lake.isEmpty(Table.STAGES)
        ? Optional.empty()
        : lake
            .read(Table.STAGES)
            .groupBy("night")
            .agg(min("started_at").as("began"), max("written_at").as("last"))
            .orderBy(col("last").desc())
            .takeAsList(1)
            .stream()
            .findFirst();
  }

  private static Instant startOf(Row night) {
    return night.<Timestamp>getAs("began").toInstant();
  }

  /**
   * Whether nothing is left to do: something was refused, or it was decided on the models and no
   * stage is owed that is not done.
   */
  private static boolean isOver(Lake lake, String night) {
    Map<String, String> statuses =
        lake
            .read(Table.STAGES)
            .where(col("night").equalTo(night))
            .groupBy("stage")
            .agg(max_by(col("status"), col("written_at")).as("status"))
            .collectAsList()
            .stream()
            .collect(Collectors.toMap(row -> row.getString(0), row -> row.getString(1)));
    return statuses.containsValue(REFUSED)
        || (statuses.containsKey(NightlyJob.PROMOTE)
            && Set.of(DONE, NightlyJob.NOT_PROMOTED).containsAll(statuses.values()));
  }

  private List<String> runs(String stage, String status) {
    return rows(stage).stream()
        .filter(row -> row.getAs("status").equals(status))
        .map(row -> row.<String>getAs("stage_run_id"))
        .toList();
  }

  private List<Row> rows(String stage) {
    return context
        .lake()
        .read(Table.STAGES)
        .where(col("night").equalTo(night).and(col("stage").equalTo(stage)))
        .orderBy(col("written_at").desc())
        .collectAsList();
  }

  private Row row(
      String stage,
      String stageRun,
      String status,
      Instant began,
      double seconds,
      double coreSeconds,
      Long rows,
      String message) {
    return RowFactory.create(
        context.runId(),
        night,
        stage,
        stageRun,
        status,
        Timestamp.from(began),
        Timestamp.from(Instant.now().truncatedTo(ChronoUnit.MICROS)),
        seconds,
        coreSeconds,
        rows,
        message);
  }

  private void write(List<Row> rows) {
    written++;
    try (Publication publication =
        context.lake().publication("%s/stage-%d".formatted(context.runId(), written))) {
      publication.append(Table.STAGES, rows);
      publication.publish();
    }
  }

  private static String json(Map<String, Object> line) {
    try {
      return JSON.writeValueAsString(line);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("text and numbers can always be written as JSON", e);
    }
  }
}
