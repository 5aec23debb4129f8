package org.mer.ingest;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.mer.UsageException;

/** Posts in text files: CSV with a header, or JSON lines. */
final class PostFormat implements LineReading {
  private static final long serialVersionUID = 1L;

  // A picture costs far more than a line of text.
  private static final long SMALLEST_SPLIT = 1L << 16;

  private final PostReading reading;
  private final HashMap<String, PostColumns> columnsBySource;

  private PostFormat(PostReading reading, Map<String, PostColumns> columnsBySource) {
    this.reading = reading;
    this.columnsBySource = new HashMap<>(columnsBySource);
  }

  /**
   * The format of files, whose headers are looked at here.
   *
   * @throws UsageException if one cannot be read or has not the columns of posts
   */
  static PostFormat of(PostReading reading, List<SourceFile> files, Configuration hadoop) {
    Map<String, PostColumns> columns = new HashMap<>();
    for (SourceFile file : files) {
      if (!TweetReading.isJson(file.uri())) {
        String header = reading.encoding().decodeAnyway(SourceFiles.header(file, hadoop));
        columns.put(file.uri(), PostColumns.of(file.uri(), header));
      }
    }

    return new PostFormat(reading, columns);
  }

  @Override
  public int headerRows(String source) {
    return columnsBySource.containsKey(source) ? 1 : 0;
  }

  @Override
  public LineParser parser(String source, Configuration hadoop) {
    PostMapping mapping = reading.mapping(source, hadoop);
    return columnsBySource.containsKey(source)
        ? new PostCsvParser(mapping, columnsBySource.get(source), reading.encoding())
        : new PostJsonParser(mapping, reading.encoding(), longestLine());
  }

  /** The largest picture in base64, which takes four characters for three bytes, and a text. */
  @Override
  public int longestLine() {
    return reading.bounds().bytes() / 3 * 4 + PostMapping.LONGEST_TEXT;
  }

  @Override
  public long smallestSplit() {
    return SMALLEST_SPLIT;
  }
}
