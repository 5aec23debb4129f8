package org.mer.ingest;

import org.apache.spark.ml.linalg.Vector;

/** Bands of MinHash values: texts that agree in a whole band are neighbours. */
final class Bands {
  private static final long MULTIPLIER = 0x9E3779B97F4A7C15L;

  private Bands() {}

  /** A number for each band of hashes; equal hashes give equal numbers. */
  static long[] of(scala.collection.Seq<Vector> hashes) {
    long[] bands = new long[hashes.size() / NearDuplicates.ROWS_PER_BAND];
    for (int i = 0; i < bands.length * NearDuplicates.ROWS_PER_BAND; i++) {
      int band = i / NearDuplicates.ROWS_PER_BAND;
      long mixed = (bands[band] + band + (long) hashes.apply(i).apply(0)) * MULTIPLIER;
      bands[band] = mixed ^ (mixed >>> 29);
    }

    return bands;
  }
}
