package org.mer.ingest;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/** The usable rows of a partition, counted as they pass; what they came to is told at their end. */
final class TalliedRows implements Iterator<Row> {
  private final Iterator<Candidate> records;
  private final int partition;
  private final int rules;
  private final int content;
  private final Fingerprint fingerprint = new Fingerprint();
  private final PartitionTally<ScanCounts> tally;
  private final Map<Integer, Counter> counters = new HashMap<>();
  private int source = -1;
  private Counter counter;
  private Row next;
  private boolean isTold;

  TalliedRows(
      Iterator<Candidate> records,
      int partition,
      RecordFormat format,
      PartitionTally<ScanCounts> tally) {
    this.records = records;
    this.partition = partition;
    this.rules = format.rules().size();
    this.content = format.fields().fieldIndex(format.content());
    this.tally = tally;
  }

  /** Counts of one source. */
  private static final class Counter {
    private final long[] changed;
    private long read;
    private long rejected;

    Counter(int rules) {
      this.changed = new long[rules];
    }

    void changed(int bits) {
      for (int rest = bits; rest != 0; rest &= rest - 1) {
        changed[Integer.numberOfTrailingZeros(rest)]++;
      }
    }
  }

  @Override
  public boolean hasNext() {
    while (next == null && records.hasNext()) {
      Candidate record = records.next();
      Counter of = counter(record.source());
      of.read++;
      if (record.parsed() instanceof Parsed.Usable<Row> usable) {
        of.changed(usable.changed());
        next = row(record, usable.value());
      } else {
        of.rejected++;
      }
    }

    if (next == null && !isTold) {
      isTold = true;
      tell();
    }

    return next != null;
  }

  @Override
  public Row next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }

    Row row = next;
    next = null;
    return row;
  }

  private Counter counter(int nextSource) {
    if (nextSource != source) {
      source = nextSource;
      counter = counters.computeIfAbsent(source, key -> new Counter(rules));
    }

    return counter;
  }

  private void tell() {
    Map<Integer, ScanCounts> counts = new HashMap<>();
    counters.forEach(
        (of, one) ->
            counts.put(
                of,
                new ScanCounts(
                    one.read, one.rejected, Arrays.stream(one.changed).boxed().toList())));
    tally.add(new PartitionTally.Entry<>(partition, counts));
  }

  private Row row(Candidate record, Row values) {
    int provenance = Records.PROVENANCE.size();
    Object[] all = new Object[provenance + values.size()];
    all[0] = record.source();
    all[1] = record.rowNumber();
    all[2] = fingerprint(values.get(content));
    for (int i = 0; i < values.size(); i++) {
      all[provenance + i] = values.get(i);
    }

    return RowFactory.create(all);
  }

  private String fingerprint(Object value) {
    return value instanceof byte[] bytes ? fingerprint.of(bytes) : fingerprint.of(value.toString());
  }
}
