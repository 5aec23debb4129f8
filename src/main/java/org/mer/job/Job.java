package org.mer.job;

import com.typesafe.config.Config;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkContext;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.mer.UsageException;
import org.mer.ingest.RefusedException;
import org.mer.table.Lake;
import org.mer.table.Publication;
import org.mer.table.Table;
import org.mer.table.Warehouse;
import org.mer.training.MemoryBound;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;
import scala.Tuple2;

/**
 * A job: reads its settings, opens the warehouse, does its work and says how it ended. What a job
 * throws becomes one sentence on standard error and an exit code; a run that went wrong after the
 * warehouse was opened is recorded in {@code mer.runs} as failed or refused.
 */
abstract class Job implements Callable<Integer> {
  private static final Logger LOG = LoggerFactory.getLogger(Job.class);
  private static final String SET = "--set=";

  /**
   * So large by Spark's estimate is what a job that only reads sends to where it is joined, such as
   * 950,000 rows of what is superseded in {@code latest_scores}. A job that writes has its memory
   * for other things.
   */
  private static final String SENT = "64m";

  /** Parts of a shuffle, of which small ones are put together afterwards. */
  private static final String PARTS = "spark.sql.shuffle.partitions";

  private static final int MOST_PARTS = 128;
  private static final int PARTS_A_CORE = 4;

  @Mixin CommonOptions common;

  @Spec CommandSpec spec;

  /**
   * Checks options and inputs; throws {@link UsageException} for what cannot be used. Writes
   * nothing.
   */
  abstract void check(JobContext context);

  /** What the job would do, for {@code --dry-run}; called after {@link #check}. */
  abstract String plan(JobContext context);

  /** Does the work. */
  abstract void run(JobContext context);

  /** Whether a run of this job has a row in {@code mer.runs}; jobs that only read have none. */
  boolean isRecorded() {
    return true;
  }

  /** What the row in {@code mer.runs} says of a run that was done; null for nothing. */
  String summary() {
    return null;
  }

  /** Sets what this job wants of Spark besides; all the rest is set already. */
  void configure(SparkConf conf) {}

  @Override
  public final Integer call() {
    Run run = Run.start(spec.name());
    try (SparkSession spark = session()) {
      return execute(run, spark);
    }
  }

  private int execute(Run run, SparkSession spark) {
    Configuration hadoop = spark.sparkContext().hadoopConfiguration();
    Config settings = Settings.read(common.config, common.overrides, hadoop);
    Warehouse warehouse = Warehouse.at(common.warehouse, hadoop);
    Lake lake = Lake.of(spark, warehouse);
    execute(new JobContext(run, settings, warehouse, lake, System.out));
    return ExitCode.DONE.code();
  }

  /** Runs the job in a context that is open already, as a stage of a longer job. */
  final void execute(JobContext context) {
    check(context);
    if (common.dryRun) {
      context.out().println("dry run: " + plan(context));
      return;
    }

    try {
      LOG.info("{} started: {}", context.runId(), plan(context));
      if (isRecorded()) {
        context.lake().create();
      }

      run(context);
      record(context, "done", summary());
      LOG.info("{} done in {}", context.runId(), elapsed(context));
    } catch (UsageException e) {
      throw e;
    } catch (RefusedException e) {
      recordEnd(context, "refused", e, e.getMessage());
      throw e;
    } catch (NotPromotedException e) {
      recordEnd(context, "not-promoted", e, e.getMessage());
      throw e;
    } catch (Exception e) { // Spark throws checked exceptions that it does not declare
      recordEnd(context, "failed", e, Failure.sentence(e));
      throw e;
    }
  }

  private SparkSession session() {
    SparkConf conf = new SparkConf();
    if (common.master != null) {
      conf.setMaster(common.master);
    }

    conf.setIfMissing("spark.master", "local[*]");
    conf.setIfMissing("spark.app.name", "mer " + spec.name());
    conf.setIfMissing("spark.ui.showConsoleProgress", "false");
    if (!isRecorded()) {
      conf.setIfMissing("spark.sql.autoBroadcastJoinThreshold", SENT);
    }

    boolean arePartsChosen = conf.contains(PARTS);
    conf.setIfMissing(PARTS, Integer.toString(MOST_PARTS));
    conf.set("spark.sql.session.timeZone", "UTC");
    conf.set("spark.plugins", withMemoryBound(conf.get("spark.plugins", "")));
    Map<String, String> given =
        java.util.Arrays.stream(conf.getAll()).collect(Collectors.toMap(Tuple2::_1, Tuple2::_2));
    Configuration hadoop = HadoopSettings.of(conf);
    Warehouse.at(common.warehouse, hadoop).sparkSettings(given).forEach(conf::set);
    configure(conf);
    SparkContext spark = SparkContext.getOrCreate(conf);
    SparkSession.Builder session = SparkSession.builder().config(conf);
    if (!isRecorded() && !arePartsChosen && spark.isLocal()) {
      // Iceberg cuts what it reads into as many tasks as a shuffle has parts, and each opens a
      // file.
      session.config(PARTS, Math.min(MOST_PARTS, PARTS_A_CORE * spark.defaultParallelism()));
    }

    return session.getOrCreate();
  }

  private static String withMemoryBound(String plugins) {
    String bound = MemoryBound.class.getName();
    return plugins.isBlank() ? bound : plugins + "," + bound;
  }

  private void recordEnd(JobContext context, String status, Exception cause, String message) {
    try {
      record(context, status, message);
    } catch (RuntimeException e) {
      cause.addSuppressed(e);
    }
  }

  private void record(JobContext context, String status, String message) {
    if (!isRecorded()) {
      return;
    }

    try (Publication publication = context.lake().publication(context.runId() + "/run")) {
      publication.append(Table.RUNS, List.of(row(context, status, message)));
      publication.publish();
    }
  }

  /** The row of {@code runs} that tells of a run of this job which ends now. */
  final Row row(JobContext context, String status, String message) {
    return RowFactory.create(
        context.runId(),
        context.run().job(),
        Timestamp.from(context.run().startedAt()),
        Timestamp.from(Instant.now()),
        status,
        message,
        context.seed(),
        arguments(),
        Settings.toJson(context.settings()),
        Version.current(),
        context.spark().version(),
        context.spark().sparkContext().defaultParallelism());
  }

  private String arguments() {
    ParseResult parsed = spec.commandLine().getParseResult();
    return parsed == null
        ? ""
        : parsed.originalArgs().stream().map(Job::masked).collect(Collectors.joining(" "));
  }

  /** An argument KEY=VALUE or --set=KEY=VALUE without its value where the key names a secret. */
  static String masked(String argument) {
    int start = argument.startsWith(SET) ? SET.length() : 0;
    int equals = argument.indexOf('=', start);
    return equals > start && Settings.isSecret(argument.substring(start, equals))
        ? argument.substring(0, equals + 1) + "***"
        : argument;
  }

  private static String elapsed(JobContext context) {
    Duration duration = Duration.between(context.run().startedAt(), Instant.now());
    return "%d:%02d min".formatted(duration.toMinutes(), duration.toSecondsPart());
  }
}
