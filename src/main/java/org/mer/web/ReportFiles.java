package org.mer.web;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;
import org.mer.table.Warehouse;

/** The reports in a warehouse's folder of reports, and no other file. */
final class ReportFiles {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.-]{0,200}\\.html");

  private final Path folder;
  private final Configuration hadoop;

  ReportFiles(Warehouse warehouse, SparkSession spark) {
    this.folder = warehouse.reports();
    this.hadoop = spark.sparkContext().hadoopConfiguration();
  }

  /**
   * A report.
   *
   * @param name of its file
   * @param written when
   * @param bytes of the file
   */
  record ReportFile(String name, Instant written, long bytes) {}

  /** All of them, the newest first. */
  List<ReportFile> all() {
    try {
      FileSystem files = folder.getFileSystem(hadoop);
      return files.exists(folder)
          ? Arrays.stream(files.listStatus(folder))
              .filter(FileStatus::isFile)
              .filter(file -> NAME.matcher(file.getPath().getName()).matches())
              .map(
                  file ->
                      new ReportFile(
                          file.getPath().getName(),
                          Instant.ofEpochMilli(file.getModificationTime()),
                          file.getLen()))
              .sorted(
                  Comparator.comparing(ReportFile::written)
                      .thenComparing(ReportFile::name)
                      .reversed())
              .toList()
          : List.of();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The content of a report; empty if there is none of that name. */
  Optional<InputStream> open(String name) {
    if (!NAME.matcher(name).matches()) {
      return Optional.empty();
    }

    Path file = new Path(folder, name);
    try {
      FileSystem files = file.getFileSystem(hadoop);
      return files.exists(file) && files.getFileStatus(file).isFile()
          ? Optional.of(files.open(file))
          : Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
