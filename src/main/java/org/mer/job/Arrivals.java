package org.mer.job;

import static org.apache.spark.sql.functions.col;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocatedFileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;
import org.mer.UsageException;
import org.mer.table.Lake;
import org.mer.table.Table;

/**
 * The folder that raw files come into: tweets in its folder {@code tweets}, faces in {@code faces}.
 * A file is new until an ingest has taken it: then {@code mer.ingests} has its address and size. So
 * a file that was refused stays new.
 */
final class Arrivals {
  private final Path folder;
  private final FileSystem files;

  private Arrivals(Path folder, FileSystem files) {
    this.folder = folder;
    this.files = files;
  }

  /**
   * The arrivals in a folder.
   *
   * @throws UsageException if it is none, or files lie in it that are in neither of the two
   */
  static Arrivals in(String location, Configuration hadoop) {
    try {
      Path path = new Path(location);
      FileSystem files = path.getFileSystem(hadoop);
      Path folder = files.makeQualified(path);
      for (var status : files.listStatus(folder)) {
        if (status.isFile() && isVisible(status.getPath())) {
          throw new UsageException(
              "the file %s lies in neither %s/tweets nor %s/faces: move it into one of them"
                  .formatted(status.getPath(), folder, folder));
        }
      }

      return new Arrivals(folder, files);
    } catch (IOException | IllegalArgumentException e) {
      throw new UsageException(
          "the folder of arrivals '%s' cannot be read: %s".formatted(location, e.getMessage()), e);
    }
  }

  /** Addresses of the new files of a kind: tweets or faces. */
  List<String> fresh(String kind, Lake lake) {
    Set<String> taken = new HashSet<>();
    if (!lake.isEmpty(Table.INGESTS)) {
      lake.read(Table.INGESTS)
          .where(col("job").equalTo("ingest-" + kind))
          .select("source", "bytes")
          .distinct()
          .collectAsList()
          .forEach(row -> taken.add(key(row.getString(0), row.getLong(1))));
    }

    return found(kind).stream()
        .filter(file -> !taken.contains(key(file.getPath().toString(), file.getLen())))
        .map(file -> file.getPath().toString())
        .sorted(Comparator.naturalOrder())
        .toList();
  }

  private List<LocatedFileStatus> found(String kind) {
    List<LocatedFileStatus> found = new ArrayList<>();
    try {
      RemoteIterator<LocatedFileStatus> all = files.listFiles(new Path(folder, kind), true);
      while (all.hasNext()) {
        LocatedFileStatus file = all.next();
        if (isVisible(file.getPath())) {
          found.add(file);
        }
      }
    } catch (FileNotFoundException e) {
      return List.of();
    } catch (IOException e) {
      throw new UncheckedIOException("the folder %s/%s cannot be read".formatted(folder, kind), e);
    }

    return found;
  }

  private static boolean isVisible(Path file) {
    return !file.getName().startsWith(".") && !file.getName().startsWith("_");
  }

  private static String key(String source, long bytes) {
    return bytes + " " + source;
  }
}
