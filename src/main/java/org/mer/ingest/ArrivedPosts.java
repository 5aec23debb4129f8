package org.mer.ingest;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.io.compress.CompressionCodecFactory;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.mer.UsageException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Files that came into a folder, sorted into those that hold posts and those that do not. Whoever
 * named a file wants to be told at once that it is none of posts; but one of many that come by
 * themselves must not keep the others from being scored, so it is set aside as a whole. One whose
 * bytes cannot be read is not: that is the storage's fault and may pass.
 *
 * @param source of those that hold posts; empty if there are none
 * @param unusable the others
 */
public record ArrivedPosts(Optional<PostSource> source, List<UnusableFile> unusable) {
  private static final Logger LOG = LoggerFactory.getLogger(ArrivedPosts.class);
  private static final int BUFFER_BYTES = 1 << 20;

  /** Copies the list. */
  public ArrivedPosts {
    unusable = List.copyOf(unusable);
  }

  /**
   * Looks at files one by one. A file that is no longer there is passed over.
   *
   * @throws UsageException if the bytes of one cannot be read
   */
  public static ArrivedPosts of(PostReading reading, List<SourceFile> files, SparkSession spark) {
    Configuration hadoop = spark.sparkContext().hadoopConfiguration();
    List<SourceFile> present = files.stream().filter(file -> isThere(file, hadoop)).toList();
    List<SourceFile> damaged = damaged(present, spark);
    List<SourceFile> usable = new ArrayList<>();
    List<UnusableFile> unusable = new ArrayList<>();
    for (SourceFile file : present) {
      Optional<String> reason =
          damaged.contains(file)
              ? Optional.of("the file '%s' cannot be decompressed to its end".formatted(file.uri()))
              : reason(reading, file, spark);
      if (reason.isPresent()) {
        unusable.add(new UnusableFile(file, FileSurvey.sha256(file, hadoop), reason.get()));
      } else {
        usable.add(file);
      }
    }

    return new ArrivedPosts(
        usable.isEmpty() ? Optional.empty() : Optional.of(reading.source(usable, spark)), unusable);
  }

  private static Optional<String> reason(PostReading reading, SourceFile file, SparkSession spark) {
    try {
      var unused = reading.source(List.of(SourceFiles.usable(file)), spark);
      return Optional.empty();
    } catch (UsageException e) {
      if (isReadable(file, spark.sparkContext().hadoopConfiguration())) {
        return Optional.of(e.getMessage());
      }

      throw e;
    }
  }

  private static boolean isThere(SourceFile file, Configuration hadoop) {
    try {
      Path path = new Path(file.uri());
      if (path.getFileSystem(hadoop).exists(path)) {
        return true;
      }

      LOG.warn("the file '{}' is no longer there and is passed over", file.uri());
      return false;
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  /**
   * Files that are compressed, in a way that does not come to its end; found out on the cluster.
   */
  private static List<SourceFile> damaged(List<SourceFile> files, SparkSession spark) {
    CompressionCodecFactory codecs =
        new CompressionCodecFactory(spark.sparkContext().hadoopConfiguration());
    List<SourceFile> compressed =
        files.stream()
            .filter(file -> file.bytes() > 0 && codecs.getCodec(new Path(file.uri())) != null)
            .toList();
    if (compressed.isEmpty()) {
      return List.of();
    }

    SentSettings hadoop = SentSettings.of(spark);
    return JavaSparkContext.fromSparkContext(spark.sparkContext())
        .parallelize(compressed, compressed.size())
        .filter(file -> isDamaged(file, hadoop.value()))
        .collect();
  }

  private static boolean isDamaged(SourceFile file, Configuration hadoop) {
    try (InputStream in = SourceFiles.open(new Path(file.uri()), hadoop)) {
      pass(in);
      return false;
    } catch (IOException | RuntimeException e) {
      // Decompressors answer broken files with whatever their arithmetic ran into.
      return isReadable(file, hadoop);
    }
  }

  private static boolean isReadable(SourceFile file, Configuration hadoop) {
    Path path = new Path(file.uri());
    try (InputStream in = path.getFileSystem(hadoop).open(path)) {
      pass(in);
      return true;
    } catch (FileNotFoundException e) {
      return false;
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  private static void pass(InputStream in) throws IOException {
    byte[] buffer = new byte[BUFFER_BYTES];
    while (in.read(buffer) >= 0) {
      // Only whether it comes to its end.
    }
  }

  private static UsageException unreadable(SourceFile file, IOException cause) {
    return new UsageException(
        "'%s' cannot be read: %s".formatted(file.uri(), cause.getMessage()), cause);
  }
}
