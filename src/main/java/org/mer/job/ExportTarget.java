package org.mer.job;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.Consumer;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.mer.UsageException;

/**
 * A folder that an export fills: written beside it under another name and renamed when it is
 * complete, so that a failed export leaves what was there before, or nothing.
 *
 * @param folder the qualified URI
 * @param warehouse the folder of the tables, which an export stays out of
 * @param runId makes the names beside it unique
 * @param files the file system of the folder
 */
record ExportTarget(Path folder, Path warehouse, String runId, FileSystem files) {
  private static final long KIBI = 1024;

  /**
   * What a folder holds.
   *
   * @param files how many data files
   * @param bytes their size
   */
  record Contents(long files, long bytes) {
    @Override
    public String toString() {
      return "%d %s, %s".formatted(files, files == 1 ? "file" : "files", size());
    }

    private String size() {
      if (bytes < KIBI) {
        return bytes + " bytes";
      }

      double kibi = bytes / (double) KIBI;
      return kibi < KIBI
          ? String.format(Locale.ROOT, "%.1f KiB", kibi)
          : String.format(Locale.ROOT, "%,.1f MiB", kibi / KIBI);
    }
  }

  /**
   * The target at a location.
   *
   * @throws UsageException if no file system serves it
   */
  static ExportTarget of(String location, JobContext context) {
    try {
      Path path = new Path(location);
      FileSystem files = path.getFileSystem(context.hadoop());
      return new ExportTarget(
          files.makeQualified(path), context.warehouse().root(), context.runId(), files);
    } catch (IOException | IllegalArgumentException e) {
      throw new UsageException(
          "the target '%s' cannot be used: %s".formatted(location, e.getMessage()), e);
    }
  }

  /**
   * Checks that the folder may be filled.
   *
   * @throws UsageException if it is there and must not or cannot be replaced, or if it and the
   *     warehouse lie within each other
   */
  void check(boolean mayReplace) {
    if (isWithin(folder, warehouse) || isWithin(warehouse, folder)) {
      throw new UsageException(
          "the target %s and the warehouse %s must not lie within each other: name another with --to"
              .formatted(folder, warehouse));
    }

    try {
      if (!files.exists(folder)) {
        return;
      }

      if (!mayReplace) {
        throw new UsageException(
            "the target %s exists: name another with --to, or replace it with --overwrite"
                .formatted(folder));
      }

      if (!isExport()) {
        throw new UsageException(
            "the target %s holds files that no export wrote, and is not overwritten: name another with --to"
                .formatted(folder));
      }
    } catch (IOException e) {
      throw new UsageException(
          "the target '%s' cannot be used: %s".formatted(folder, e.getMessage()), e);
    }
  }

  /**
   * Fills the folder.
   *
   * @param write writes the files into the folder it is given, which is not there yet
   */
  Contents fill(Consumer<Path> write) {
    Path unfinished = sibling("unfinished");
    try {
      try {
        write.accept(unfinished);
        Contents contents = contents(unfinished);
        replaceWith(unfinished);
        return contents;
      } finally {
        files.delete(unfinished, true);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void replaceWith(Path finished) throws IOException {
    Path former = sibling("former");
    boolean hasFormer = files.exists(folder);
    if (hasFormer) {
      rename(folder, former);
    }

    try {
      rename(finished, folder);
    } catch (IOException e) {
      if (hasFormer) {
        rename(former, folder);
      }

      throw e;
    }

    files.delete(former, true);
  }

  private void rename(Path from, Path to) throws IOException {
    if (!files.rename(from, to)) {
      throw new IOException("%s cannot be renamed to %s".formatted(from, to));
    }
  }

  private Path sibling(String state) {
    return new Path(folder.getParent(), ".%s.%s-%s".formatted(folder.getName(), runId, state));
  }

  private Contents contents(Path path) throws IOException {
    FileStatus[] data = files.listStatus(path, file -> file.getName().startsWith("part-"));
    return new Contents(data.length, Arrays.stream(data).mapToLong(FileStatus::getLen).sum());
  }

  /** Whether the folder is empty or holds only what Spark writes. */
  private boolean isExport() throws IOException {
    try {
      return files.getFileStatus(folder).isDirectory()
          && Arrays.stream(files.listStatus(folder))
              .map(file -> file.getPath().getName())
              .allMatch(
                  name ->
                      name.startsWith("part-") || name.equals("_SUCCESS") || name.endsWith(".crc"));
    } catch (FileNotFoundException e) {
      return true;
    }
  }

  private static boolean isWithin(Path inner, Path outer) {
    for (Path path = inner; path != null; path = path.getParent()) {
      if (path.equals(outer)) {
        return true;
      }
    }

    return false;
  }
}
