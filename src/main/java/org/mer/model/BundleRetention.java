package org.mer.model;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.row_number;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.mer.table.Lake;
import org.mer.table.Table;
import org.mer.table.Warehouse;

/**
 * Which bundles of a warehouse are old. Never the champion's, those of the champions before it, or
 * the newest of each network; the rows of {@code mer.models} stay, whatever happens to the folders.
 */
public final class BundleRetention {
  private final Warehouse warehouse;
  private final Lake lake;
  private final Keeping keeping;
  private final Instant now;

  /** Retention by a policy, whose ages are counted from a moment. */
  public BundleRetention(Warehouse warehouse, Lake lake, Keeping keeping, Instant now) {
    this.warehouse = warehouse;
    this.lake = lake;
    this.keeping = keeping;
    this.now = now;
  }

  /**
   * What is kept.
   *
   * @param age bundles younger than this stay
   * @param newest of each network so many stay as well, at least 1
   * @param champions those of so many last changes of the champion, it included, at least 1
   * @param leftovers folders that no row of {@code mer.models} names stay so long
   */
  public record Keeping(Duration age, int newest, int champions, Duration leftovers) {
    /** Checks the bounds. */
    public Keeping {
      if (newest < 1 || champions < 1) {
        throw new IllegalArgumentException(
            "at least 1 bundle of each network and 1 champion are kept, cannot be: %d and %d"
                .formatted(newest, champions));
      }
    }
  }

  /** The folders of bundles that the policy lets go, and of bundles that were never listed. */
  public List<Path> old() {
    Set<String> listed = new HashSet<>();
    Set<String> oldest = new HashSet<>();
    Set<String> champions = champions();
    for (Row row : models().collectAsList()) {
      String key = row.getString(0) + "/" + row.getString(1);
      listed.add(key);
      if (row.getBoolean(2) && !champions.contains(row.getString(1))) {
        oldest.add(key);
      }
    }

    Configuration hadoop = lake.spark().sparkContext().hadoopConfiguration();
    try {
      FileSystem files = warehouse.models().getFileSystem(hadoop);
      List<Path> old = new ArrayList<>();
      for (FileStatus kind : folders(files, warehouse.models())) {
        for (FileStatus bundle : folders(files, kind.getPath())) {
          String key = kind.getPath().getName() + "/" + bundle.getPath().getName();
          if (listed.contains(key) ? oldest.contains(key) : isLeftover(bundle)) {
            old.add(bundle.getPath());
          }
        }
      }

      return old;
    } catch (IOException e) {
      throw new UncheckedIOException(
          "the bundles in %s cannot be listed: %s".formatted(warehouse.models(), e.getMessage()),
          e);
    }
  }

  /** Of each listed bundle its name, its version and whether it is old enough to go. */
  private Dataset<Row> models() {
    Column age =
        row_number()
            .over(
                Window.partitionBy("name", "network")
                    .orderBy(col("created_at").desc(), col("version").desc()));
    Column isOld = col("created_at").lt(lit(Timestamp.from(now.minus(keeping.age()))));
    return lake.read(Table.MODELS)
        .select(col("name"), col("version"), isOld.and(age.gt(keeping.newest())));
  }

  /** The versions that the last changes of the champion name, before and after. */
  private Set<String> champions() {
    Set<String> versions = new HashSet<>();
    if (lake.isEmpty(Table.PROMOTIONS)) {
      return versions;
    }

    List<Row> changes =
        lake.read(Table.PROMOTIONS)
            .where(col("action").notEqual("refuse"))
            .orderBy(col("number").desc())
            .limit(keeping.champions())
            .select(
                "text_version", "face_version", "previous_text_version", "previous_face_version")
            .collectAsList();
    for (Row change : changes) {
      for (int i = 0; i < change.length(); i++) {
        versions.add(change.getString(i));
      }
    }

    return versions;
  }

  private boolean isLeftover(FileStatus folder) {
    return Instant.ofEpochMilli(folder.getModificationTime())
        .isBefore(now.minus(keeping.leftovers()));
  }

  private static List<FileStatus> folders(FileSystem files, Path parent) throws IOException {
    return files.exists(parent)
        ? Arrays.stream(files.listStatus(parent)).filter(FileStatus::isDirectory).toList()
        : List.of();
  }
}
