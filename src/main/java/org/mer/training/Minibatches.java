package org.mer.training;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.apache.spark.sql.Row;

/**
 * Cuts a stream of rows into minibatches whose rows are of similar length: a window of some batches
 * is sorted by length and cut, so that little is padded and memory is bounded by the window. All
 * batches but the last of the stream are full.
 */
final class Minibatches implements Iterator<List<Row>> {
  /** Batches a window: enough that lengths within a batch hardly differ. */
  private static final int WINDOW = 32;

  private final Iterator<Row> rows;
  private final int batchSize;
  private final Comparator<Row> byLength;
  private List<List<Row>> ready = List.of();
  private int next;

  Minibatches(Iterator<Row> rows, int batchSize, MinibatchEncoder encoder) {
    this.rows = rows;
    this.batchSize = batchSize;
    this.byLength = Comparator.comparingInt(encoder::length);
  }

  @Override
  public boolean hasNext() {
    return next < ready.size() || rows.hasNext();
  }

  @Override
  public List<Row> next() {
    if (next == ready.size()) {
      fill();
    }

    return ready.get(next++);
  }

  private void fill() {
    if (!rows.hasNext()) {
      throw new NoSuchElementException("no rows are left");
    }

    List<Row> window = new ArrayList<>(WINDOW * batchSize);
    while (rows.hasNext() && window.size() < WINDOW * batchSize) {
      window.add(rows.next());
    }

    // What does not fill a batch stays last, whatever its length: only the stream's last batch may
    // be short.
    int full = window.size() / batchSize * batchSize;
    window.subList(0, full).sort(byLength);
    ready = new ArrayList<>();
    for (int from = 0; from < window.size(); from += batchSize) {
      ready.add(new ArrayList<>(window.subList(from, Math.min(from + batchSize, window.size()))));
    }

    next = 0;
  }
}
