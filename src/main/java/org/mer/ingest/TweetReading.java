package org.mer.ingest;

import java.io.Serializable;
import java.util.regex.Pattern;
import org.mer.UsageException;

/**
 * How files of tweets are to be read.
 *
 * @param pool which of the two collections the files are
 * @param encoding of text files
 * @param columns where fields are, if not by the names that are known
 * @param labels what labels stand for
 * @param userHashKey secret of the hashes of user names; empty where none are wanted
 */
public record TweetReading(
    TweetPool pool, Encoding encoding, ColumnChoice columns, TweetLabels labels, String userHashKey)
    implements Serializable {
  private static final Pattern JSON =
      Pattern.compile(".*\\.(json|jsonl|ndjson)(\\.[^.]+)?", Pattern.CASE_INSENSITIVE);
  private static final Pattern PARQUET = Pattern.compile(".*\\.parquet", Pattern.CASE_INSENSITIVE);

  /** Sentiment140 as published. */
  public static TweetReading asPublished() {
    return new TweetReading(
        TweetPool.AUTO, Encoding.AUTO, ColumnChoice.NONE, TweetLabels.AS_PUBLISHED, "");
  }

  /**
   * The source that files are, by their names: text or Parquet.
   *
   * @throws UsageException if one cannot be read or holds no tweets, or some are text and some are
   *     Parquet
   */
  public RecordSource source(SourceFiles files) {
    long parquet = files.all().stream().filter(file -> isParquet(file.uri())).count();
    if (parquet == 0) {
      return new LineFiles(TweetFormat.of(this, files), files);
    }

    if (parquet < files.all().size()) {
      throw new UsageException(
          "%d of %d files are Parquet and the others are not: ingest them in runs of their own"
              .formatted(parquet, files.all().size()));
    }

    return new ParquetTweets(this, files);
  }

  static boolean isParquet(String source) {
    return PARQUET.matcher(SourceFile.name(source)).matches();
  }

  static boolean isJson(String source) {
    return JSON.matcher(SourceFile.name(source)).matches();
  }

  /** Whether one of the files may be the manual test set, whose repeats are kept. */
  boolean mayRepeat(SourceFiles files) {
    return files.all().stream().anyMatch(file -> pool.of(file.name()) == TweetPool.MANUAL);
  }

  /** What makes rows of a file's tweets. For one thread. */
  TweetMapping mapping(String source) {
    return new TweetMapping(pool.of(SourceFile.name(source)), labels, UserHash.keyed(userHashKey));
  }

  /** Without the key. */
  @Override
  public String toString() {
    return "TweetReading[pool=%s, encoding=%s, columns=%s]".formatted(pool, encoding, columns);
  }
}
