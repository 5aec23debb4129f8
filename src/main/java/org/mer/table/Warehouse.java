package org.mer.table;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.mer.UsageException;

/**
 * Where the tables and the model bundles live: a folder on any Hadoop file system.
 *
 * <p>The catalogue of a local warehouse is an SQLite file inside it, which other Iceberg readers
 * open as well; elsewhere it is Iceberg's Hadoop catalogue. Whoever sets {@code
 * spark.sql.catalog.lake.type} or {@code .catalog-impl} in Spark's configuration has REST, Hive,
 * JDBC or whatever was set. Hadoop, Hive and JDBC catalogues keep the tables in this folder unless
 * {@code .warehouse} names another; a REST catalogue knows where.
 *
 * @param root the qualified URI of the folder
 */
public record Warehouse(Path root) {
  static final String CATALOG = "lake";
  private static final String CATALOG_KEY = "spark.sql.catalog." + CATALOG;
  private static final Set<String> KEPT_HERE = Set.of("hadoop", "hive", "jdbc");

  /**
   * The warehouse at a location.
   *
   * @param location a path or URI; a path without a scheme is one of the default file system
   * @throws UsageException if no file system serves it
   */
  public static Warehouse at(String location, Configuration hadoop) {
    try {
      Path path = new Path(location);
      FileSystem files = path.getFileSystem(hadoop);
      return new Warehouse(files.makeQualified(path));
    } catch (IOException | IllegalArgumentException e) {
      throw unusable(location, e);
    }
  }

  /** Whether this is the name that sessions have the catalogue of the tables under. */
  public static boolean isLake(String catalog) {
    return catalog.equals(CATALOG);
  }

  /** Whether this is the namespace of the tables. */
  public static boolean isNamespace(String name) {
    return name.equals(Table.namespace());
  }

  /** The folder of the model bundles. */
  public Path models() {
    return new Path(root, "models");
  }

  /** The folder of a training job's checkpoints. */
  public Path checkpoints(String job) {
    return new Path(new Path(root, "checkpoints"), job);
  }

  /** The folder of the leases. */
  Path leases() {
    return new Path(root, "leases");
  }

  /** The file system that it is on. */
  FileSystem files(Configuration hadoop) {
    try {
      return root.getFileSystem(hadoop);
    } catch (IOException e) {
      throw unusable(root.toString(), e);
    }
  }

  /** The folder of the reports. */
  public Path reports() {
    return new Path(root, "reports");
  }

  /** The report that a run writes if it is not told to write it elsewhere. */
  public Path report(String run) {
    return new Path(reports(), run + ".html");
  }

  /** Whether the folder is there. */
  public boolean exists(Configuration hadoop) {
    try {
      return root.getFileSystem(hadoop).exists(root);
    } catch (IOException e) {
      throw unusable(root.toString(), e);
    }
  }

  /** Makes the folder where it is missing. */
  void create(Configuration hadoop) {
    try {
      root.getFileSystem(hadoop).mkdirs(root);
    } catch (IOException e) {
      throw unusable(root.toString(), e);
    }
  }

  /** Whether the warehouse is a folder of this machine's disks. */
  public boolean isLocal() {
    return "file".equals(root.toUri().getScheme());
  }

  /**
   * What a Spark session needs to find the tables.
   *
   * @param given what Spark is configured with already; it wins
   */
  public Map<String, String> sparkSettings(Map<String, String> given) {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("spark.sql.defaultCatalog", CATALOG);
    settings.put(
        "spark.sql.extensions",
        "org.apache.iceberg.spark.extensions.IcebergSparkSessionExtensions");
    settings.put(CATALOG_KEY, LakeCatalog.class.getName());
    if (!given.containsKey(CATALOG_KEY + ".type")
        && !given.containsKey(CATALOG_KEY + ".catalog-impl")) {
      settings.put(CATALOG_KEY + ".warehouse", root.toString());
      if (isLocal()) {
        settings.put(CATALOG_KEY + ".catalog-impl", SqliteCatalog.class.getName());
        settings.put(
            CATALOG_KEY + ".uri",
            "jdbc:sqlite:%s/catalog.db?busy_timeout=60000".formatted(root.toUri().getPath()));
        settings.put(CATALOG_KEY + ".jdbc.schema-version", "V1");
      } else {
        settings.put(CATALOG_KEY + ".type", "hadoop");
      }
    } else if (KEPT_HERE.contains(given.getOrDefault(CATALOG_KEY + ".type", ""))) {
      settings.put(CATALOG_KEY + ".warehouse", root.toString());
      settings.put(CATALOG_KEY + ".jdbc.schema-version", "V1");
    }

    given.forEach((key, value) -> settings.computeIfPresent(key, (k, ours) -> value));
    return settings;
  }

  private static UsageException unusable(String location, Exception cause) {
    return new UsageException(
        "the warehouse '%s' cannot be used: %s".formatted(location, cause.getMessage()), cause);
  }
}
