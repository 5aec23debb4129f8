package org.mer.ingest;

import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.io.compress.CompressionCodecFactory;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;

/**
 * Cuts files of lines into splits, and finds out how many lines each split holds and the hash of
 * each file: one pass over the bytes, on the cluster, before anything is parsed. So every line has
 * its number from the start, and what was read later can be held against a count of its own.
 */
final class FileSurvey {
  private static final long LARGEST_SPLIT = 32L << 20;
  private static final int SPLITS_PER_CORE = 4;
  private static final int BUFFER_BYTES = 1 << 20;

  private final List<LineSplit> splits;
  private final List<Inventory> inventories;

  private FileSurvey(List<LineSplit> splits, List<Inventory> inventories) {
    this.splits = List.copyOf(splits);
    this.inventories = List.copyOf(inventories);
  }

  /** What a task of the survey looks at: a split's lines, or all bytes of a file. */
  private sealed interface Task extends Serializable {
    /** Counts the lines of a split. */
    record CountLines(LineSplit split) implements Task {}

    /** Hashes a file. */
    record Hash(int source, String uri) implements Task {}
  }

  /** What a task found: numbers of lines and of lines that are not blank, or a hash. */
  private record Found(Task task, long lines, long filled, String sha256) implements Serializable {}

  static FileSurvey of(List<SourceFile> files, LineReading format, SparkSession spark) {
    JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
    SentSettings hadoop = SentSettings.of(spark);
    List<LineSplit> cut =
        cut(files, format.smallestSplit(), context.defaultParallelism(), hadoop.value());
    List<Task> tasks = new ArrayList<>();
    for (int i = 0; i < files.size(); i++) {
      tasks.add(new Task.Hash(i, files.get(i).uri()));
    }

    cut.forEach(split -> tasks.add(new Task.CountLines(split)));
    List<Found> found =
        context
            .parallelize(tasks, tasks.size())
            .map(task -> look(task, format, hadoop.value()))
            .collect();
    return of(files, found);
  }

  /** The hash of each file. */
  static List<String> hashes(List<SourceFile> files, SparkSession spark) {
    SentSettings hadoop = SentSettings.of(spark);
    return JavaSparkContext.fromSparkContext(spark.sparkContext())
        .parallelize(files, files.size())
        .map(file -> sha256(file.uri(), hadoop.value()))
        .collect();
  }

  /** What Parquet files hold, by their footers. */
  static List<Inventory> parquet(List<SourceFile> files, SparkSession spark) {
    SentSettings hadoop = SentSettings.of(spark);
    return JavaSparkContext.fromSparkContext(spark.sparkContext())
        .parallelize(files, files.size())
        .map(file -> inventory(file.uri(), hadoop.value()))
        .collect();
  }

  private static Inventory inventory(String uri, Configuration hadoop) throws IOException {
    try (ParquetFileReader reader =
        ParquetFileReader.open(HadoopInputFile.fromPath(new Path(uri), hadoop))) {
      return new Inventory(sha256(uri, hadoop), reader.getRecordCount());
    }
  }

  /** The splits, in the order of the files and of their lines. */
  List<LineSplit> splits() {
    return splits;
  }

  /** What each file holds. */
  List<Inventory> inventories() {
    return inventories;
  }

  private static FileSurvey of(List<SourceFile> files, List<Found> found) {
    List<LineSplit> splits = new ArrayList<>();
    Map<Integer, Long> rows = new HashMap<>();
    Map<Integer, Long> records = new HashMap<>();
    Map<Integer, String> hashes = new HashMap<>();
    for (Found one : found) {
      if (one.task() instanceof Task.CountLines count) {
        int source = count.split().source();
        splits.add(count.split().after(rows.getOrDefault(source, 0L)));
        rows.merge(source, one.lines(), Long::sum);
        records.merge(source, one.filled(), Long::sum);
      } else if (one.task() instanceof Task.Hash hash) {
        hashes.put(hash.source(), one.sha256());
      }
    }

    List<Inventory> inventories = new ArrayList<>();
    for (int i = 0; i < files.size(); i++) {
      inventories.add(new Inventory(hashes.get(i), records.getOrDefault(i, 0L)));
    }

    return new FileSurvey(splits, inventories);
  }

  private static List<LineSplit> cut(
      List<SourceFile> files, long smallest, int cores, Configuration hadoop) {
    long total = files.stream().mapToLong(SourceFile::bytes).sum();
    long size =
        Math.max(smallest, Math.min(LARGEST_SPLIT, total / ((long) SPLITS_PER_CORE * cores)));
    CompressionCodecFactory codecs = new CompressionCodecFactory(hadoop);
    List<LineSplit> splits = new ArrayList<>();
    for (int i = 0; i < files.size(); i++) {
      SourceFile file = files.get(i);
      if (codecs.getCodec(new Path(file.uri())) != null) {
        splits.add(new LineSplit(i, file.uri(), 0, Long.MAX_VALUE, 0));
        continue;
      }

      for (long start = 0; start < file.bytes(); start += size) {
        splits.add(new LineSplit(i, file.uri(), start, Math.min(file.bytes(), start + size), 0));
      }
    }

    return splits;
  }

  private static Found look(Task task, LineReading format, Configuration hadoop) {
    try {
      if (task instanceof Task.Hash hash) {
        return new Found(task, 0, 0, sha256(hash.uri(), hadoop));
      }

      return count((Task.CountLines) task, format, hadoop);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Found count(Task.CountLines task, LineReading format, Configuration hadoop)
      throws IOException {
    LineSplit split = task.split();
    int headerRows = split.start() == 0 ? format.headerRows(split.uri()) : 0;
    try (SplitLines lines = SplitLines.open(split, format, hadoop)) {
      long all = 0;
      long filled = 0;
      while (lines.advance()) {
        all++;
        if (all > headerRows && !lines.isBlank()) {
          filled++;
        }
      }

      return new Found(task, all, filled, "");
    }
  }

  /** The hash of one file. */
  static String sha256(SourceFile file, Configuration hadoop) {
    try {
      return sha256(file.uri(), hadoop);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String sha256(String uri, Configuration hadoop) throws IOException {
    Path path = new Path(uri);
    try (InputStream in = path.getFileSystem(hadoop).open(path)) {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      byte[] buffer = new byte[BUFFER_BYTES];
      int read;
      while ((read = in.read(buffer)) > 0) {
        digest.update(buffer, 0, read);
      }

      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
