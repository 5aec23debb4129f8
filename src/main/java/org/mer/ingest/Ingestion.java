package org.mer.ingest;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.desc;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.storage.StorageLevel;
import org.mer.table.Lake;
import org.mer.table.Publication;
import org.mer.table.Table;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ingests files into a table: usable new records to {@code mer.tweets} or {@code mer.faces}, others
 * to {@code mer.rejects}, and what became of them to {@code mer.ingests}; all of it or nothing.
 */
public final class Ingestion {
  private static final Logger LOG = LoggerFactory.getLogger(Ingestion.class);
  private static final int REPORTED_REASONS = 5;

  private final RecordFormat format;
  private final List<SourceFile> files;

  /** An ingestion of files that were found to be of a format. */
  public Ingestion(RecordFormat format, SourceFiles files) {
    this.format = format;
    this.files = files.all();
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
   * Reads the files and publishes what is in them.
   *
   * @throws IllegalStateException if the sums do not agree, or another ingest published meanwhile;
   *     the tables are then as they were
   */
  public IngestReport run(Lake lake, Run run) {
    Map<String, Long> before = lake.snapshots(format.table());
    try (Records records = Records.read(lake.spark(), format, files);
        Publication publication = lake.publication(run.id())) {
      Map<String, Long> read = perSource(records.counts(), "rows_read");
      LOG.info("read {} rows of {} files", grouped(sum(read)), files.size());

      publication.append(Table.REJECTS, records.rejected().withColumn("run_id", lit(run.id())));
      Map<String, Long> rejected = perSource(publication.staged(Table.REJECTS));
      LOG.info("{} rows rejected", grouped(sum(rejected)));

      List<SourceCounts> counts = admit(lake, run, publication, records, read, rejected);
      counts.forEach(source -> LOG.info("{}", source));
      check(counts, read);
      publication.append(Table.INGESTS, counts.stream().map(one -> row(run, one)).toList());
      IngestReport report = new IngestReport(counts, reasons(publication));
      if (!lake.snapshots(format.table()).equals(before)) {
        throw new IllegalStateException(
            "another job wrote to %s meanwhile, so duplicates may be unseen: ingest again"
                .formatted(format.table().fullName()));
      }

      publication.publish();
      return report;
    }
  }

  private List<SourceCounts> admit(
      Lake lake,
      Run run,
      Publication publication,
      Records records,
      Map<String, Long> read,
      Map<String, Long> rejected) {
    Dataset<Row> decided =
        new Admission(format)
            .decide(records.usable(), lake.read(format.table()))
            .persist(StorageLevel.MEMORY_AND_DISK());
    try {
      Map<String, Row> decisions = new HashMap<>();
      decided
          .groupBy("source")
          .agg(
              count_if(not(col("is_new"))).as("duplicate"),
              count_if(col("is_new").and(col("is_contradictory"))).as("contradictory"))
          .collectAsList()
          .forEach(row -> decisions.put(row.getString(0), row));
      // The decisions are kept now, so the parsed rows need no room any more.
      records.close();
      publication.append(
          format.table(), decided.where(col("is_new")).withColumn("run_id", lit(run.id())));
      Map<String, Long> kept = perSource(publication.staged(format.table()));

      List<SourceCounts> counts = new ArrayList<>();
      for (SourceFile file : files) {
        Row decision = decisions.getOrDefault(file.uri(), RowFactory.create(file.uri(), 0L, 0L));
        counts.add(
            new SourceCounts(
                file,
                read.getOrDefault(file.uri(), 0L),
                kept.getOrDefault(file.uri(), 0L),
                rejected.getOrDefault(file.uri(), 0L),
                decision.getLong(1),
                decision.getLong(2)));
      }

      return counts;
    } finally {
      decided.unpersist(false);
    }
  }

  private void check(List<SourceCounts> counts, Map<String, Long> read) {
    for (SourceCounts source : counts) {
      if (!source.agree()) {
        throw new IllegalStateException(
            "the sums do not agree, so nothing was published (please report this): " + source);
      }
    }

    long attributed = counts.stream().mapToLong(SourceCounts::read).sum();
    if (attributed != sum(read)) {
      throw new IllegalStateException(
          "%s rows were read but %s belong to the files that were named, so nothing was published (please report this): %s"
              .formatted(grouped(sum(read)), grouped(attributed), read.keySet()));
    }
  }

  private static Row row(Run run, SourceCounts source) {
    return RowFactory.create(
        run.id(),
        run.job(),
        source.file().uri(),
        source.file().bytes(),
        source.read(),
        source.kept(),
        source.rejected(),
        source.duplicate(),
        source.contradictory(),
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

  private static Map<String, Long> perSource(Dataset<Row> rows) {
    return perSource(rows.groupBy("source").agg(count(lit(1)).as("rows")), "rows");
  }

  /** One number a source, which is all that comes to the driver. */
  private static Map<String, Long> perSource(Dataset<Row> counts, String column) {
    Map<String, Long> bySource = new HashMap<>();
    for (Row row : counts.select("source", column).collectAsList()) {
      bySource.put(row.getString(0), row.getLong(1));
    }

    return bySource;
  }

  private static long sum(Map<String, Long> counts) {
    return counts.values().stream().mapToLong(Long::longValue).sum();
  }

  private static String grouped(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }
}
