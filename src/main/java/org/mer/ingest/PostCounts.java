package org.mer.ingest;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/**
 * What became of a file's posts.
 *
 * @param file the file
 * @param sha256 of its bytes, 64 hex digits
 * @param read posts in it
 * @param scored posts that are scored now
 * @param rejected posts that cannot be
 * @param duplicate posts that were scored before, in this run or an earlier one
 * @param flawed of those scored, those of which the text or the picture cannot be used
 */
public record PostCounts(
    SourceFile file,
    String sha256,
    long read,
    long scored,
    long rejected,
    long duplicate,
    long flawed) {
  private static final double MILLIS = 1e3;

  /** Whether every post went somewhere, and none twice. */
  boolean agree() {
    return read == scored + rejected + duplicate;
  }

  /** The row of {@code mer.ingests}. */
  public Row row(Ingestion.Run run) {
    return RowFactory.create(
        run.id(),
        run.job(),
        file.uri(),
        file.bytes(),
        sha256,
        read,
        scored,
        rejected,
        duplicate,
        0L,
        Map.of(),
        Duration.between(run.startedAt(), Instant.now()).toMillis() / MILLIS,
        Timestamp.from(run.startedAt()),
        run.version());
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "read %,d posts of %s: %,d scored (%,d of them without a text or picture that cannot be used), %,d rejected, %,d scored before",
        read,
        file.uri(),
        scored,
        flawed,
        rejected,
        duplicate);
  }
}
