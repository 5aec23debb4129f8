package org.mer.ingest;

import java.io.Serializable;

/**
 * A range of a file that one task reads: the lines that begin in it.
 *
 * @param source index of the file
 * @param uri of the file
 * @param start first byte
 * @param end first byte after it; of a compressed file, which is read whole, {@link Long#MAX_VALUE}
 * @param rowsBefore lines of the file that begin before it
 */
record LineSplit(int source, String uri, long start, long end, long rowsBefore)
    implements Serializable {
  LineSplit after(long rows) {
    return new LineSplit(source, uri, start, end, rows);
  }
}
