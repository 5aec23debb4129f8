package org.mer.ingest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.Locale;
import java.util.NoSuchElementException;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.TaskContext;
import org.apache.spark.util.TaskCompletionListener;

/** The records of a split, parsed one by one. Header rows and blank lines are none. */
final class SplitRecords implements Iterator<Candidate> {
  private final LineSplit split;
  private final SplitLines lines;
  private final LineParser parser;
  private final int headerRows;
  private final int longest;
  private long rowNumber;
  private Candidate next;

  private SplitRecords(
      LineSplit split, SplitLines lines, LineReading format, Configuration hadoop) {
    this.split = split;
    this.lines = lines;
    this.parser = format.parser(split.uri(), hadoop);
    this.headerRows = format.headerRows(split.uri());
    this.longest = format.longestLine();
    this.rowNumber = split.rowsBefore();
  }

  /** Opens a split; it is closed when the task ends. */
  static SplitRecords open(LineSplit split, LineReading format, Configuration hadoop) {
    try {
      SplitLines lines = SplitLines.open(split, format, hadoop);
      TaskContext.get().addTaskCompletionListener((TaskCompletionListener) context -> close(lines));
      return new SplitRecords(split, lines, format, hadoop);
    } catch (IOException e) {
      throw unreadable(split, e);
    }
  }

  @Override
  public boolean hasNext() {
    try {
      while (next == null && lines.advance()) {
        rowNumber++;
        byte[] line = lines.bytes();
        if (rowNumber > headerRows && !Records.isBlank(line)) {
          next = Candidate.of(split.source(), rowNumber, parse(line), parser, line);
        }
      }
    } catch (IOException e) {
      throw unreadable(split, e);
    }

    return next != null;
  }

  @Override
  public Candidate next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }

    Candidate record = next;
    next = null;
    return record;
  }

  private Parsed<org.apache.spark.sql.Row> parse(byte[] line) {
    return line.length > longest
        ? Parsed.rejected(
            String.format(Locale.ROOT, "longer than %,d bytes: %,d", longest, lines.size()))
        : parser.parse(line);
  }

  private static void close(SplitLines lines) {
    try {
      lines.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static UncheckedIOException unreadable(LineSplit split, IOException cause) {
    return new UncheckedIOException(
        "the file '%s' cannot be read to its end: %s".formatted(split.uri(), cause.getMessage()),
        cause);
  }
}
