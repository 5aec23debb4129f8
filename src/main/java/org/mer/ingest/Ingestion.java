package org.mer.ingest;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.desc;
import static org.apache.spark.sql.functions.element_at;
import static org.apache.spark.sql.functions.lit;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.mer.ingest.quality.Counts;
import org.mer.ingest.quality.LastAccepted;
import org.mer.ingest.quality.QualityGate;
import org.mer.ingest.quality.Verdict;
import org.mer.table.Lake;
import org.mer.table.Lease;
import org.mer.table.Publication;
import org.mer.table.Table;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ingests sources into a table: usable new records to {@code mer.tweets} or {@code mer.faces},
 * others to {@code mer.rejects}, and what became of them to {@code mer.ingests}; all of it or
 * nothing.
 */
public final class Ingestion {
  private static final Logger LOG = LoggerFactory.getLogger(Ingestion.class);
  private static final int REPORTED_REASONS = 5;
  private static final double MILLIS = 1e3;

  private final RecordSource source;
  private final QualityGate gate;
  private final Duration patience;
  private final Optional<NearDuplicates> nearDuplicates;
  private final RecordFormat format;
  private final List<SourceFile> files;

  /**
   * An ingestion of sources that were found to be of a format.
   *
   * @param gate what the new rows must hold to be let in
   * @param patience how long to wait for another ingest into the same table
   * @param nearDuplicates the search for texts that are nearly the same; empty for none
   */
  public Ingestion(
      RecordSource source,
      QualityGate gate,
      Duration patience,
      Optional<NearDuplicates> nearDuplicates) {
    this.source = source;
    this.gate = gate;
    this.patience = patience;
    this.nearDuplicates = nearDuplicates;
    this.format = source.format();
    this.files = source.files();
  }

  /**
   * The run that ingests.
   *
   * @param id its id
   * @param job the job's name
   * @param startedAt when it started
   * @param version of this software
   */
  public record Run(String id, String job, Instant startedAt, String version) {}

  /**
   * Reads the sources and publishes what is in them.
   *
   * @throws RefusedException if the quality gate refuses the new rows
   * @throws IllegalStateException if the sums do not agree, or another ingest published meanwhile;
   *     the tables are then as they were
   */
  public IngestReport run(Lake lake, Run run) {
    try (Lease lease = lake.lease(format.table(), run.id(), patience)) {
      return run(lake, run, lease);
    }
  }

  private IngestReport run(Lake lake, Run run, Lease lease) {
    Map<String, Long> before = lake.snapshots(format.table());
    RecordSource.Survey survey = source.survey(lake.spark());
    long found = survey.inventories().stream().mapToLong(Inventory::records).sum();
    LOG.info("{} rows in {} files", grouped(found), files.size());
    Records records = new Records(lake.spark(), format, survey);
    Admission admission = new Admission(lake.spark(), format);
    try (Publication publication = lake.publication(run.id(), lease)) {
      long kept =
          publication.append(
              format.table(),
              named(
                  admission.admit(source.complete(records.usable()), lake.read(format.table())),
                  run));
      LOG.info("{} rows kept", grouped(kept));
      long rejected = publication.append(Table.REJECTS, named(records.rejected(), run));
      LOG.info("{} rows rejected", grouped(rejected));

      List<SourceCounts> counts = counts(survey, records, admission, publication);
      counts.forEach(one -> LOG.info("{}", one));
      check(counts, survey.inventories(), kept, rejected);
      judge(counts, lake, run, publication);
      nearDuplicates.ifPresent(search -> compare(search, lake, run, publication));
      publication.append(Table.INGESTS, counts.stream().map(one -> row(run, one)).toList());
      IngestReport report = new IngestReport(counts, reasons(publication));
      if (!lake.snapshots(format.table()).equals(before)) {
        throw new IllegalStateException(
            "another job wrote to %s meanwhile, so duplicates may be unseen: ingest again"
                .formatted(format.table().fullName()));
      }

      LOG.info("publishing");
      publication.publish();
      return report;
    }
  }

  /** What the gate found is published either way: with the rows, or without them. */
  private void judge(List<SourceCounts> counts, Lake lake, Run run, Publication publication) {
    Verdict verdict =
        gate.judge(
            publication.staged(format.table()),
            total(counts),
            LastAccepted.of(lake, format.table()));
    List<Row> outcomes = verdict.rows(run.id(), Instant.now());
    if (!verdict.isRefused()) {
      publication.append(Table.DATA_QUALITY, outcomes);
      return;
    }

    try (Publication refusal = lake.publication(run.id() + "/refused")) {
      refusal.append(Table.DATA_QUALITY, outcomes);
      refusal.publish();
    }

    throw new RefusedException(verdict.message());
  }

  private static Counts total(List<SourceCounts> counts) {
    return new Counts(
        counts.stream().mapToLong(SourceCounts::read).sum(),
        counts.stream().mapToLong(SourceCounts::kept).sum(),
        counts.stream().mapToLong(SourceCounts::rejected).sum(),
        counts.stream().mapToLong(SourceCounts::duplicate).sum());
  }

  private void compare(NearDuplicates search, Lake lake, Run run, Publication publication) {
    Dataset<Row> pairs =
        search
            .find(lake.read(format.table()), publication.staged(format.table()))
            .withColumn("run_id", lit(run.id()));
    LOG.info("{} texts nearly the same", grouped(publication.append(Table.NEAR_DUPLICATES, pairs)));
  }

  /** Rows with the URI of their source and the run; what no source says is empty. */
  private Dataset<Row> named(Dataset<Row> rows, Run run) {
    Column[] uris = files.stream().map(file -> lit(file.uri())).toArray(Column[]::new);
    Dataset<Row> named =
        rows.withColumn("source", element_at(array(uris), col("source_index").plus(1)))
            .withColumn("run_id", lit(run.id()));
    return format.table().completed(named);
  }

  private List<SourceCounts> counts(
      RecordSource.Survey survey, Records records, Admission admission, Publication publication) {
    Map<String, Long> kept = perSource(publication.staged(format.table()));
    Map<String, Long> rejected = perSource(publication.staged(Table.REJECTS));
    List<SourceCounts> counts = new ArrayList<>();
    for (int i = 0; i < files.size(); i++) {
      SourceFile file = files.get(i);
      DecisionCounts decided = admission.counts(i);
      ScanCounts scanned = records.counts(i);
      counts.add(
          new SourceCounts(
              file,
              survey.inventories().get(i).sha256(),
              scanned.read(),
              kept.getOrDefault(file.uri(), 0L),
              rejected.getOrDefault(file.uri(), 0L),
              decided.duplicate(),
              decided.contradictory(),
              changed(scanned)));
    }

    return counts;
  }

  private Map<String, Long> changed(ScanCounts counts) {
    Map<String, Long> changed = new LinkedHashMap<>();
    List<String> rules = format.rules();
    for (int i = 0; i < rules.size(); i++) {
      changed.put(rules.get(i), counts.changed().get(i));
    }

    return changed;
  }

  /** Rows were counted in the survey, as they were parsed, decided on, and written. */
  private static void check(
      List<SourceCounts> counts, List<Inventory> inventories, long kept, long rejected) {
    for (int i = 0; i < counts.size(); i++) {
      SourceCounts source = counts.get(i);
      if (!source.agree() || source.read() != inventories.get(i).records()) {
        throw new IllegalStateException(
            "the sums do not agree, so nothing was published (the file may have changed meanwhile: ingest again): %,d rows were found, %s"
                .formatted(inventories.get(i).records(), source));
      }
    }

    long attributed = counts.stream().mapToLong(one -> one.kept() + one.rejected()).sum();
    if (attributed != kept + rejected) {
      throw new IllegalStateException(
          "%s rows were written but %s belong to the files that were named, so nothing was published (please report this)"
              .formatted(grouped(kept + rejected), grouped(attributed)));
    }
  }

  private static Row row(Run run, SourceCounts source) {
    return RowFactory.create(
        run.id(),
        run.job(),
        source.file().uri(),
        source.file().bytes(),
        source.sha256(),
        source.read(),
        source.kept(),
        source.rejected(),
        source.duplicate(),
        source.contradictory(),
        source.changed(),
        Duration.between(run.startedAt(), Instant.now()).toMillis() / MILLIS,
        Timestamp.from(run.startedAt()),
        run.version());
  }

  private static List<IngestReport.Reason> reasons(Publication publication) {
    return publication
        .staged(Table.REJECTS)
        .groupBy("reason")
        .agg(count(lit(1)).as("rows"))
        .orderBy(desc("rows"), col("reason"))
        .limit(REPORTED_REASONS)
        .collectAsList()
        .stream()
        .map(row -> new IngestReport.Reason(row.getString(0), row.getLong(1)))
        .toList();
  }

  /** One number a source, which is all that comes to the driver. */
  private static Map<String, Long> perSource(Dataset<Row> rows) {
    Map<String, Long> bySource = new HashMap<>();
    for (Row row : rows.groupBy("source").count().collectAsList()) {
      bySource.put(row.getString(0), row.getLong(1));
    }

    return bySource;
  }

  private static String grouped(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }
}
