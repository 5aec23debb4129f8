package org.mer.job;

import com.typesafe.config.Config;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.hadoop.fs.Path;
import org.mer.UsageException;
import org.mer.model.BundleRetention;
import org.mer.model.BundleRetention.Keeping;
import org.mer.table.Lease;
import org.mer.table.Supersession;
import org.mer.table.Table;
import org.mer.table.TableMaintenance;
import org.mer.table.TableRetention;
import org.mer.training.Checkpoints;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;

/**
 * Keeps a warehouse small, by the policy under {@code retention}: expires snapshots, deletes what
 * jobs left behind, puts small files together, and removes old checkpoints and bundles. What the
 * tables show stays as it is.
 */
@Command(
    name = "maintain",
    description =
        "Expires snapshots, deletes orphan files, old checkpoints and old bundles, and puts small files together.")
final class MaintainJob extends Job {
  private static final Logger LOG = LoggerFactory.getLogger(MaintainJob.class);
  private static final List<Table> LEASED =
      List.of(Table.TWEETS, Table.FACES, Table.SCORES, Table.PROMOTIONS);
  private static final List<String> TRAININGS = List.of("train-text", "train-image");

  private String went;

  @Override
  void check(JobContext context) {
    if (!context.lake().exists()) {
      throw new UsageException(
          "there is no warehouse at %s: check --warehouse".formatted(context.warehouse().root()));
    }

    checkSettings(context);
  }

  /**
   * Checks the policy.
   *
   * @throws UsageException if it cannot be used
   */
  static void checkSettings(JobContext context) {
    retention(context);
    keeping(context);
  }

  /** Of a dry run everything that would go, a line each. */
  @Override
  String plan(JobContext context) {
    if (!common.dryRun) {
      return "maintain the warehouse " + context.warehouse().root();
    }

    List<String> lines = new ArrayList<>();
    TableMaintenance maintenance = maintenance(context);
    for (Table table : written(context)) {
      long small = isCompacted(context, table) ? maintenance.smallFiles(table) : 0;
      if (small >= retention(context).compactFrom()) {
        lines.add("put %d small files of %s together".formatted(small, table.fullName()));
      }

      maintenance
          .expired(table)
          .forEach(id -> lines.add("expire snapshot %d of %s".formatted(id, table.fullName())));
      maintenance.orphans(table).forEach(file -> lines.add("delete the orphan file " + file));
    }

    checkpoints(context).forEach(folder -> lines.add("delete the checkpoints " + folder));
    bundles(context).forEach(folder -> lines.add("delete the bundle " + folder));
    return lines.isEmpty() ? "nothing to do" : String.join("\n  ", lines);
  }

  @Override
  void run(JobContext context) {
    Duration patience = Duration.ofMinutes(context.settings().getLong("retention.wait-minutes"));
    List<Lease> leases = new ArrayList<>();
    try {
      for (Table table : LEASED) {
        leases.add(context.lake().lease(table, context.runId(), patience));
      }

      new Supersession(context.lake())
          .catchUp(context.runId(), leases.get(LEASED.indexOf(Table.SCORES)));
      maintain(context);
    } finally {
      leases.forEach(Lease::close);
    }

    context.out().println(context.runId() + ": " + went);
  }

  @Override
  String summary() {
    return went;
  }

  private void maintain(JobContext context) {
    List<Path> checkpoints = checkpoints(context);
    checkpoints.forEach(folder -> delete(context, folder));
    List<Path> bundles = bundles(context);
    bundles.forEach(folder -> delete(context, folder));
    long compacted = 0;
    long snapshots = 0;
    long files = 0;
    long orphans = 0;
    TableMaintenance maintenance = maintenance(context);
    for (Table table : written(context)) {
      if (isCompacted(context, table)) {
        compacted += maintenance.compact(table);
      }

      snapshots += maintenance.expired(table).size();
      files += maintenance.expire(table);
      orphans += maintenance.deleteOrphans(table);
    }

    went =
        "%d small files put together, %d snapshots expired with %d files, %d orphan files, %d checkpoints and %d bundles deleted"
            .formatted(compacted, snapshots, files, orphans, checkpoints.size(), bundles.size());
  }

  /** A training goes on from its checkpoint only with the very snapshot that it began with. */
  private static boolean isCompacted(JobContext context, Table table) {
    return (table != Table.TWEETS && table != Table.FACES)
        || TRAININGS.stream()
            .noneMatch(
                job ->
                    Checkpoints.newest(context.warehouse().checkpoints(job), context.hadoop())
                        .isPresent());
  }

  private static List<Table> written(JobContext context) {
    TableMaintenance maintenance = maintenance(context);
    return Stream.of(Table.values())
        .filter(table -> context.spark().catalog().tableExists(table.fullName()))
        .filter(table -> !maintenance.isUntouched(table))
        .toList();
  }

  private static List<Path> checkpoints(JobContext context) {
    return TRAININGS.stream()
        .flatMap(
            job ->
                Checkpoints.abandoned(
                    context.warehouse().checkpoints(job),
                    context.run().startedAt().minus(days(context, "checkpoint-days")),
                    context.hadoop())
                    .stream())
        .toList();
  }

  private static List<Path> bundles(JobContext context) {
    return context.lake().isEmpty(Table.MODELS)
        ? List.of()
        : new BundleRetention(
                context.warehouse(), context.lake(), keeping(context), context.run().startedAt())
            .old();
  }

  private static TableMaintenance maintenance(JobContext context) {
    return new TableMaintenance(context.lake(), retention(context), context.run().startedAt());
  }

  private static TableRetention retention(JobContext context) {
    Config settings = context.settings().getConfig("retention");
    try {
      return new TableRetention(
          days(context, "snapshot-days"),
          settings.getInt("snapshots-kept"),
          days(context, "leftover-days"),
          settings.getInt("compact-from-files"));
    } catch (IllegalArgumentException e) {
      throw unusable(e);
    }
  }

  private static Keeping keeping(JobContext context) {
    Config settings = context.settings().getConfig("retention");
    try {
      return new Keeping(
          days(context, "bundle-days"),
          settings.getInt("bundles-kept"),
          settings.getInt("champions-kept"),
          days(context, "leftover-days"));
    } catch (IllegalArgumentException e) {
      throw unusable(e);
    }
  }

  private static Duration days(JobContext context, String key) {
    return Duration.ofSeconds(
        Math.round(
            context.settings().getDouble("retention." + key) * Duration.ofDays(1).toSeconds()));
  }

  private static UsageException unusable(IllegalArgumentException cause) {
    return new UsageException(
        "the settings under 'retention' cannot be used: " + cause.getMessage(), cause);
  }

  private static void delete(JobContext context, Path folder) {
    try {
      folder.getFileSystem(context.hadoop()).delete(folder, true);
      LOG.info("deleted {}", folder);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "%s cannot be deleted: %s".formatted(folder, e.getMessage()), e);
    }
  }
}
