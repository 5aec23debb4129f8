package org.mer.table;

import java.util.List;
import java.util.stream.StreamSupport;
import org.apache.iceberg.DeleteFiles;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.SnapshotSummary;
import org.apache.iceberg.util.SnapshotUtil;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts tables back as they were before a publication that failed, or whose run died. */
final class Recovery {
  private static final Logger LOG = LoggerFactory.getLogger(Recovery.class);
  private static final String STAGING_PROPERTY = SnapshotSummary.STAGED_WAP_ID_PROP;

  private final Lake lake;

  Recovery(Lake lake) {
    this.lake = lake;
  }

  /**
   * Takes back what a dead run had published in part, and discards what it had staged.
   *
   * @throws RuntimeException if something could not be taken back; it can be tried again
   */
  void cleanUpAfter(Lease.Holder dead) {
    for (Lease.Pending one : dead.publishing()) {
      takeBack(Table.valueOf(one.table()), one.snapshotId());
      LOG.warn("took back what run {} had published in {}", dead.run(), one.table());
    }

    for (Table table : Table.values()) {
      staged(table, dead.run()).forEach(snapshot -> discard(table, snapshot));
    }
  }

  /** Takes rows back; where that fails, says so beside the failure that it was to mend. */
  void takeBack(Table table, long snapshotId, String runId, RuntimeException cause) {
    try {
      takeBack(table, snapshotId);
    } catch (RuntimeException e) {
      cause.addSuppressed(e);
      LOG.error(
          "the rows of run {} in {} could not be taken back: delete them with DELETE FROM {} WHERE run_id = '{}'",
          runId,
          table.fullName(),
          table.fullName(),
          runId);
    }
  }

  /** Removes a snapshot that was never published, and its files. */
  void discard(Table table, long snapshotId) {
    try {
      // Without a time, Iceberg would also expire every snapshot older than five days.
      lake.iceberg(table)
          .expireSnapshots()
          .expireOlderThan(0)
          .expireSnapshotId(snapshotId)
          .commit();
    } catch (RuntimeException e) {
      LOG.warn(
          "the unpublished snapshot {} of {} could not be discarded; it is invisible and only takes room: {}",
          snapshotId,
          table.fullName(),
          e.getMessage());
    }
  }

  private void takeBack(Table of, long snapshotId) {
    org.apache.iceberg.Table table = lake.iceberg(of);
    if (!isVisible(table, snapshotId)) {
      return;
    }

    DeleteFiles delete = table.newDelete();
    table.snapshot(snapshotId).addedDataFiles(table.io()).forEach(delete::deleteFile);
    delete.commit();
  }

  private List<Long> staged(Table of, String run) {
    org.apache.iceberg.Table table = lake.iceberg(of);
    return StreamSupport.stream(table.snapshots().spliterator(), false)
        .filter(one -> one.summary().getOrDefault(STAGING_PROPERTY, "").startsWith(run + "/"))
        .map(Snapshot::snapshotId)
        .filter(id -> !isVisible(table, id))
        .toList();
  }

  /** A commit may have succeeded although it threw, so the table itself is asked. */
  private static boolean isVisible(org.apache.iceberg.Table table, long stagedId) {
    for (Snapshot snapshot : SnapshotUtil.currentAncestors(table)) {
      if (snapshot.snapshotId() == stagedId
          || Long.toString(stagedId)
              .equals(snapshot.summary().get(SnapshotSummary.SOURCE_SNAPSHOT_ID_PROP))) {
        return true;
      }
    }

    return false;
  }
}
