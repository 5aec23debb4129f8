package org.mer.ingest;

import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;
import org.mer.UsageException;

/**
 * How files of posts are to be read.
 *
 * @param encoding of text files
 * @param bounds the largest picture that is decoded
 * @param folders qualified URIs of folders that absolute paths of pictures may lead into
 */
public record PostReading(Encoding encoding, PictureBounds bounds, List<String> folders)
    implements Serializable {
  /** Copies the list. */
  public PostReading {
    folders = List.copyOf(folders);
  }

  /**
   * A way to read files.
   *
   * @param locations folders, on any Hadoop file system, that absolute paths of pictures may lead
   *     into
   * @throws UsageException if one is no folder
   */
  public static PostReading of(
      Encoding encoding, PictureBounds bounds, List<String> locations, Configuration hadoop) {
    return new PostReading(
        encoding, bounds, locations.stream().map(one -> folder(one, hadoop)).toList());
  }

  /**
   * The source that files are, each by its name: text or Parquet.
   *
   * @throws UsageException if one cannot be read or has not the columns of posts
   */
  public PostSource source(List<SourceFile> files, SparkSession spark) {
    List<SourceFile> parquet =
        files.stream().filter(file -> TweetReading.isParquet(file.uri())).toList();
    List<SourceFile> text =
        files.stream().filter(file -> !TweetReading.isParquet(file.uri())).toList();
    List<PostSource> parts = new ArrayList<>();
    if (!text.isEmpty()) {
      Configuration hadoop = spark.sparkContext().hadoopConfiguration();
      parts.add(new PostLines(PostFormat.of(this, text, hadoop), text));
    }

    if (!parquet.isEmpty()) {
      parts.add(ParquetPosts.of(this, parquet, spark));
    }

    return parts.size() == 1 ? parts.get(0) : new SeveralPosts(parts);
  }

  /** What makes rows of a file's posts. For one thread. */
  PostMapping mapping(String source, Configuration hadoop) {
    return new PostMapping(
        new PictureAccess(
            new Path(source).getParent(),
            folders.stream().map(Path::new).toList(),
            bounds,
            hadoop));
  }

  private static String folder(String location, Configuration hadoop) {
    try {
      Path path = new Path(location);
      FileSystem files = path.getFileSystem(hadoop);
      if (!files.getFileStatus(path).isDirectory()) {
        throw new UsageException("'%s' is no folder of pictures".formatted(location));
      }

      return files.makeQualified(path).toString();
    } catch (IOException | IllegalArgumentException e) {
      throw new UsageException(
          "the folder of pictures '%s' cannot be read: %s".formatted(location, e.getMessage()), e);
    }
  }
}
