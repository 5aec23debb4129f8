package org.mer.ingest;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.io.compress.CompressionCodec;
import org.apache.hadoop.io.compress.CompressionCodecFactory;
import org.apache.hadoop.util.LineReader;

/**
 * The lines of a split, one after the other. A line belongs to the split that it begins in, or at
 * whose end it begins, as in Hadoop's {@code LineRecordReader}. Of a line that is longer than any
 * that is parsed only the beginning is held in memory.
 */
final class SplitLines implements Closeable {
  private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};
  private static final int BUFFER_BYTES = 1 << 16;

  private final LineReader lines;
  private final Text line = new Text();
  private final int longest;
  private final long end;
  private final boolean isStart;
  private long position;
  private long linesRead;
  private int consumed;

  private SplitLines(LineReader lines, LineSplit split, int longest) {
    this.lines = lines;
    this.longest = longest;
    this.end = split.end();
    this.isStart = split.start() == 0;
    this.position = split.start();
  }

  static SplitLines open(LineSplit split, LineReading format, Configuration hadoop)
      throws IOException {
    Path path = new Path(split.uri());
    FSDataInputStream raw = path.getFileSystem(hadoop).open(path, BUFFER_BYTES);
    try {
      raw.seek(split.start());
      SplitLines lines =
          new SplitLines(
              new LineReader(decompressed(raw, path, hadoop)), split, format.longestLine());
      if (split.start() > 0) {
        lines.skip();
      }

      return lines;
    } catch (IOException | RuntimeException e) {
      raw.close();
      throw e;
    }
  }

  /** Goes to the next line; false where there is none. */
  boolean advance() throws IOException {
    if (position > end) {
      return false;
    }

    consumed = read();
    if (consumed == 0) {
      return false;
    }

    linesRead++;
    return true;
  }

  /** The line, without its end; cut at one byte more than {@link LineReading#longestLine}. */
  byte[] bytes() {
    int mark = isStart && linesRead == 1 ? byteOrderMark() : 0;
    return Arrays.copyOfRange(line.getBytes(), mark, line.getLength());
  }

  /** Whether the line has nothing but white space. */
  boolean isBlank() {
    return Records.isBlank(bytes());
  }

  /** The size of the line with its end, in bytes. */
  int size() {
    return consumed;
  }

  @Override
  public void close() throws IOException {
    lines.close();
  }

  private void skip() throws IOException {
    read();
  }

  private int read() throws IOException {
    int bytes = lines.readLine(line, longest + 1, Integer.MAX_VALUE);
    position += bytes;
    return bytes;
  }

  private int byteOrderMark() {
    int length = BYTE_ORDER_MARK.length;
    return line.getLength() >= length
            && Arrays.equals(line.getBytes(), 0, length, BYTE_ORDER_MARK, 0, length)
        ? length
        : 0;
  }

  private static InputStream decompressed(InputStream raw, Path path, Configuration hadoop)
      throws IOException {
    CompressionCodec codec = new CompressionCodecFactory(hadoop).getCodec(path);
    return codec == null ? raw : codec.createInputStream(raw);
  }
}
