package org.mer.ingest;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocatedFileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.io.compress.CompressionCodec;
import org.apache.hadoop.io.compress.CompressionCodecFactory;
import org.apache.hadoop.util.LineReader;
import org.mer.UsageException;

/** The files that a user named, found on whatever file system serves them. */
public final class SourceFiles {
  private static final int HEAD_LINES = 100;
  private static final String PATTERN_CHARACTERS = ".*[\\[\\]{}*?\\\\].*";
  private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

  private final List<SourceFile> files;
  private final Configuration hadoop;

  private SourceFiles(List<SourceFile> files, Configuration hadoop) {
    this.files = List.copyOf(files);
    this.hadoop = hadoop;
  }

  /**
   * Finds files.
   *
   * @param locations files, folders (with all that is in them, hidden files aside) and globs
   * @throws UsageException if one names no file, or names one that is empty or cannot be read
   */
  public static SourceFiles find(List<String> locations, Configuration hadoop) {
    Map<String, SourceFile> found = new TreeMap<>();
    for (String location : locations) {
      try {
        for (FileStatus status : matches(location, hadoop)) {
          SourceFile file = usable(status);
          found.put(file.uri(), file);
        }
      } catch (IOException | IllegalArgumentException e) {
        throw unreadable(location, e);
      }
    }

    return new SourceFiles(new ArrayList<>(found.values()), hadoop);
  }

  /** The files, each once, by their URIs' order. */
  public List<SourceFile> all() {
    return files;
  }

  /** The size of all files together, in bytes. */
  public long bytes() {
    return files.stream().mapToLong(SourceFile::bytes).sum();
  }

  /**
   * The first lines of a file, decompressed, blank ones included: at most a hundred, none longer
   * than {@link Records#MAX_LINE_BYTES}.
   *
   * @throws UsageException if it cannot be read, holds nothing or is no text
   */
  List<byte[]> head(SourceFile file) {
    List<byte[]> lines = new ArrayList<>();
    try (InputStream in = open(new Path(file.uri()), hadoop);
        LineReader reader = new LineReader(in)) {
      Text line = new Text();
      while (lines.size() < HEAD_LINES
          && reader.readLine(line, Records.MAX_LINE_BYTES, Records.MAX_LINE_BYTES) > 0) {
        lines.add(line.copyBytes());
      }
    } catch (IOException e) {
      throw unreadable(file.uri(), e);
    }

    if (lines.stream().allMatch(Records::isBlank)) {
      throw new UsageException("the file '%s' holds no record".formatted(file.uri()));
    }

    if (lines.stream().anyMatch(SourceFiles::isBinary)) {
      throw new UsageException(
          "the file '%s' is not text: give the CSV file as published, plain or as .gz or .bz2"
              .formatted(file.uri()));
    }

    lines.set(0, withoutByteOrderMark(lines.get(0)));
    return lines;
  }

  /**
   * The first line of a file, decompressed, which has the names of its columns.
   *
   * @throws UsageException if it cannot be read, or is blank
   */
  static byte[] header(SourceFile file, Configuration hadoop) {
    Text line = new Text();
    try (InputStream in = open(new Path(file.uri()), hadoop);
        LineReader reader = new LineReader(in)) {
      reader.readLine(line, Records.MAX_LINE_BYTES, Records.MAX_LINE_BYTES);
    } catch (IOException e) {
      throw unreadable(file.uri(), e);
    }

    byte[] header = withoutByteOrderMark(line.copyBytes());
    if (Records.isBlank(header)) {
      throw new UsageException(
          "the file '%s' begins with a blank line: its first must have the names of the columns"
              .formatted(file.uri()));
    }

    return header;
  }

  static InputStream open(Path path, Configuration hadoop) throws IOException {
    InputStream raw = path.getFileSystem(hadoop).open(path);
    CompressionCodec codec = new CompressionCodecFactory(hadoop).getCodec(path);
    return codec == null ? raw : codec.createInputStream(raw);
  }

  private static List<FileStatus> matches(String location, Configuration hadoop)
      throws IOException {
    Path path = new Path(location);
    FileSystem system = path.getFileSystem(hadoop);
    FileStatus[] statuses = system.globStatus(path);
    if (statuses == null || statuses.length == 0) {
      throw new UsageException(
          location.matches(PATTERN_CHARACTERS)
              ? "no file matches '%s'".formatted(location)
              : "there is no file or folder '%s'".formatted(location));
    }

    List<FileStatus> files = new ArrayList<>();
    for (FileStatus status : statuses) {
      if (status.isFile()) {
        files.add(status);
      } else {
        files.addAll(within(system, status.getPath()));
      }
    }

    if (files.isEmpty()) {
      throw new UsageException("the folder '%s' holds no file".formatted(location));
    }

    return files;
  }

  private static List<FileStatus> within(FileSystem system, Path folder) throws IOException {
    List<FileStatus> files = new ArrayList<>();
    RemoteIterator<LocatedFileStatus> all = system.listFiles(folder, true);
    while (all.hasNext()) {
      FileStatus status = all.next();
      String below = folder.toUri().relativize(status.getPath().toUri()).getPath();
      if (!below.matches("(.*/)?[._].*")) {
        files.add(status);
      }
    }

    return files;
  }

  private static SourceFile usable(FileStatus status) {
    return usable(new SourceFile(status.getPath().toString(), status.getLen()));
  }

  /**
   * A file that can be looked into.
   *
   * @throws UsageException if it is empty, hidden, or has a name that Spark would misread
   */
  static SourceFile usable(SourceFile file) {
    String uri = file.uri();
    if (file.bytes() == 0) {
      throw new UsageException("the file '%s' is empty".formatted(uri));
    }

    if (SourceFile.name(uri).matches("[._].*")) {
      throw new UsageException(
          "the file '%s' counts as hidden, as its name begins with a dot or an underscore: rename it"
              .formatted(uri));
    }

    if (uri.matches(PATTERN_CHARACTERS)) {
      throw new UsageException(
          "the path '%s' has one of []{}*?\\ in it, which Spark takes for a pattern: rename it"
              .formatted(uri));
    }

    return file;
  }

  private static boolean isBinary(byte[] line) {
    for (byte one : line) {
      if (one == 0) {
        return true;
      }
    }

    return false;
  }

  private static byte[] withoutByteOrderMark(byte[] line) {
    int mark = BYTE_ORDER_MARK.length;
    return line.length >= mark && java.util.Arrays.equals(line, 0, mark, BYTE_ORDER_MARK, 0, mark)
        ? java.util.Arrays.copyOfRange(line, mark, line.length)
        : line;
  }

  private static UsageException unreadable(String location, Exception cause) {
    return new UsageException(
        "'%s' cannot be read: %s".formatted(location, cause.getMessage()), cause);
  }
}
