package org.mer.table;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.actions.DeleteOrphanFiles;
import org.apache.iceberg.actions.ExpireSnapshots;
import org.apache.iceberg.spark.actions.SparkActions;
import org.apache.iceberg.util.SnapshotUtil;

/**
 * Keeps a table small: puts its small files together, expires snapshots, and deletes files that no
 * snapshot knows. No row that a reader sees now changes.
 *
 * <p>Whoever calls this holds the leases of the tables that have one: a run that died while it
 * published is recovered by its files, which must not be others by then.
 */
public final class TableMaintenance {
  private final Lake lake;
  private final TableRetention retention;
  private final Instant now;

  /** Maintenance by a policy, whose ages are counted from a moment. */
  public TableMaintenance(Lake lake, TableRetention retention, Instant now) {
    this.lake = lake;
    this.retention = retention;
    this.now = now;
  }

  /** Whether nothing was ever written to a table, so that there is nothing to maintain. */
  public boolean isUntouched(Table of) {
    return !lake.iceberg(of).snapshots().iterator().hasNext();
  }

  /** Puts small files together, if the table has enough of them; returns how many are gone. */
  public long compact(Table of) {
    return compaction(of).run();
  }

  /** How many files of a table are much smaller than they should be. */
  public long smallFiles(Table of) {
    return compaction(of).smallFiles();
  }

  private Compaction compaction(Table of) {
    return new Compaction(lake, of, retention.compactFrom());
  }

  /**
   * The snapshots that the policy lets go: of the history what is neither young nor among the
   * newest, and what was staged and never published, or published as another.
   */
  public List<Long> expired(Table of) {
    org.apache.iceberg.Table table = lake.iceberg(of);
    List<Long> history = new ArrayList<>();
    SnapshotUtil.currentAncestors(table).forEach(snapshot -> history.add(snapshot.snapshotId()));
    Set<Long> visible = new HashSet<>(history);
    Set<Long> newest =
        new HashSet<>(history.subList(0, Math.min(retention.snapshots(), history.size())));
    return StreamSupport.stream(table.snapshots().spliterator(), false)
        .filter(snapshot -> !newest.contains(snapshot.snapshotId()))
        .filter(snapshot -> isOld(snapshot, visible.contains(snapshot.snapshotId())))
        .map(Snapshot::snapshotId)
        .toList();
  }

  /** Expires what {@link #expired} names; returns how many files went with it. */
  public long expire(Table of) {
    List<Long> expired = expired(of);
    if (expired.isEmpty()) {
      return 0;
    }

    // Without a time, Iceberg would also expire every snapshot older than five days.
    ExpireSnapshots expiry =
        SparkActions.get(lake.spark()).expireSnapshots(lake.iceberg(of)).expireOlderThan(0);
    expired.forEach(expiry::expireSnapshotId);
    ExpireSnapshots.Result result = expiry.execute();
    lake.spark().catalog().refreshTable(of.fullName());
    return result.deletedDataFilesCount()
        + result.deletedManifestsCount()
        + result.deletedManifestListsCount();
  }

  /** Files in the table's folder that no snapshot knows, older than leftovers may be. */
  public List<String> orphans(Table of) {
    // Whoever deletes them does nothing here.
    return paths(orphanFiles(of).deleteWith(file -> {}).execute());
  }

  /** Deletes what {@link #orphans} names; returns how many these were. */
  public long deleteOrphans(Table of) {
    return paths(orphanFiles(of).execute()).size();
  }

  private DeleteOrphanFiles orphanFiles(Table of) {
    return SparkActions.get(lake.spark())
        .deleteOrphanFiles(lake.iceberg(of))
        .olderThan(now.minus(retention.leftovers()).toEpochMilli());
  }

  private static List<String> paths(DeleteOrphanFiles.Result result) {
    List<String> paths = new ArrayList<>();
    result.orphanFileLocations().forEach(paths::add);
    return paths;
  }

  private boolean isOld(Snapshot snapshot, boolean isHistory) {
    Instant bound = now.minus(isHistory ? retention.history() : retention.leftovers());
    return Instant.ofEpochMilli(snapshot.timestampMillis()).isBefore(bound);
  }
}
