package org.mer.ingest.quality;

/**
 * What became of the records of an ingest, over all its files.
 *
 * @param read records in the files
 * @param kept rows it would add to the table
 * @param rejected records set aside
 * @param duplicate records that were there already
 */
public record Counts(long read, long kept, long rejected, long duplicate) {
  /**
   * Counts that agree.
   *
   * @throws IllegalArgumentException if one is negative, or read is not the sum of the others
   */
  public Counts {
    if (kept < 0 || rejected < 0 || duplicate < 0 || read != kept + rejected + duplicate) {
      throw new IllegalArgumentException(
          "rows read must be kept + rejected + duplicate, cannot be: %d = %d + %d + %d"
              .formatted(read, kept, rejected, duplicate));
    }
  }
}
