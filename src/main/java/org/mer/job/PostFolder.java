package org.mer.job;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.mer.UsageException;
import org.mer.ingest.SourceFile;
import org.mer.table.Warehouse;

/**
 * A folder that files of posts come into.
 *
 * @param uri qualified
 */
record PostFolder(String uri) {
  /**
   * What may hold posts, by its name: pictures beside it are none, nor is what is being written.
   */
  private static final String NAMES =
      "*.{%s,%s,%s,%s,%s,%s,%s}{,.%s,.%s}"
          .formatted(
              anyCase("csv"),
              anyCase("tsv"),
              anyCase("txt"),
              anyCase("json"),
              anyCase("jsonl"),
              anyCase("ndjson"),
              anyCase("parquet"),
              anyCase("gz"),
              anyCase("bz2"));

  private static final String HIDDEN = "(.*/)?[._].*";
  private static final String PATTERN_CHARACTERS = ".*[\\[\\]{}*?\\\\].*";
  private static final int KEY_BYTES = 6;

  /**
   * Files may be older than any that came before, as moving them does not change their time; Spark
   * would leave them out by default.
   */
  private static final String ANY_AGE = "36500d";

  private static final StructType FILES =
      new StructType()
          .add("path", DataTypes.StringType)
          .add("modificationTime", DataTypes.TimestampType)
          .add("length", DataTypes.LongType)
          .add("content", DataTypes.BinaryType);

  /**
   * The folder at the only one of some locations.
   *
   * @throws UsageException if they are several, or it is none
   */
  static PostFolder at(List<String> locations, Configuration hadoop) {
    if (locations.size() != 1) {
      throw new UsageException(
          "--stream reads one folder, cannot read %d: %s"
              .formatted(locations.size(), String.join(", ", locations)));
    }

    String location = locations.get(0);
    try {
      Path path = new Path(location);
      FileSystem files = path.getFileSystem(hadoop);
      if (!files.exists(path) || !files.getFileStatus(path).isDirectory()) {
        throw new UsageException(
            "--stream reads a folder, and '%s' is none: make it, then move files into it"
                .formatted(location));
      }

      String uri = files.makeQualified(path).toString();
      if (uri.matches(PATTERN_CHARACTERS)) {
        throw new UsageException(
            "the path '%s' has one of []{}*?\\ in it, which Spark takes for a pattern: rename it"
                .formatted(uri));
      }

      return new PostFolder(uri);
    } catch (IOException | IllegalArgumentException e) {
      throw new UsageException("'%s' cannot be read: %s".formatted(location, e.getMessage()), e);
    }
  }

  /** Where a warehouse remembers which files of this folder were read. */
  Path checkpoint(Warehouse warehouse) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(uri.getBytes(StandardCharsets.UTF_8));
      return new Path(
          warehouse.checkpoints("score"),
          "%s-%s".formatted(new Path(uri).getName(), HexFormat.of().formatHex(hash, 0, KEY_BYTES)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /**
   * The files, as a stream of their paths and sizes.
   *
   * @param most files of a batch
   */
  Dataset<Row> stream(SparkSession spark, int most) {
    return spark
        .readStream()
        .format("binaryFile")
        .schema(FILES)
        .option("recursiveFileLookup", true)
        .option("pathGlobFilter", NAMES)
        .option("maxFilesPerTrigger", most)
        .option("maxFileAge", ANY_AGE)
        .load(uri)
        .select("path", "length");
  }

  /** The files of a batch that are not hidden, by their paths' order. */
  List<SourceFile> files(Dataset<Row> batch) {
    return batch.collectAsList().stream()
        .map(row -> new SourceFile(row.getString(0), row.getLong(1)))
        .filter(file -> !below(file).matches(HIDDEN))
        .sorted(Comparator.comparing(SourceFile::uri))
        .toList();
  }

  private String below(SourceFile file) {
    return file.uri().startsWith(uri + "/") ? file.uri().substring(uri.length() + 1) : file.name();
  }

  /** A pattern of a word in small and capital letters. */
  private static String anyCase(String word) {
    return word.chars()
        .mapToObj(
            one ->
                Character.isLetter(one)
                    ? "[%c%c]".formatted(one, Character.toUpperCase(one))
                    : String.valueOf((char) one))
        .reduce("", String::concat);
  }
}
