package org.mer.ingest;

import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/**
 * A file that holds no posts, though its name says so. It counts as one record that was rejected.
 *
 * @param file the file
 * @param sha256 of its bytes, 64 hex digits
 * @param reason why it cannot be used
 */
public record UnusableFile(SourceFile file, String sha256, String reason) {
  /** The row number that stands for a file as a whole. */
  private static final long WHOLE = 0;

  /** What became of it. */
  public PostCounts counts() {
    return new PostCounts(file, sha256, 1, 0, 1, 0, 0);
  }

  /** The row of {@code rejects}. */
  public Row row(String runId) {
    return RowFactory.create(runId, file.uri(), WHOLE, reason, Quarantine.shortened(file.name()));
  }
}
