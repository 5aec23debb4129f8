package org.mer.ingest;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.conv;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.pmod;
import static org.apache.spark.sql.functions.substring;
import static org.apache.spark.sql.functions.when;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.mer.UsageException;
import org.mer.table.Table;

/** Tweets in text files: CSV, as published or with a header, or JSON lines. */
final class TweetFormat implements LineFormat {
  private static final long serialVersionUID = 1L;

  private static final StructType FIELDS =
      new StructType()
          .add("text", DataTypes.StringType)
          .add("polarity", DataTypes.StringType)
          .add("is_manual", DataTypes.BooleanType)
          .add("has_link", DataTypes.BooleanType)
          .add("has_mention", DataTypes.BooleanType)
          .add("posted_at", DataTypes.TimestampType)
          .add("user_hash", DataTypes.StringType)
          .add("tokens", DataTypes.IntegerType)
          .add("characters", DataTypes.IntegerType);

  private final TweetReading reading;
  private final boolean mayRepeat;
  private final HashMap<String, TweetColumns> columnsBySource;

  private TweetFormat(
      TweetReading reading, boolean mayRepeat, Map<String, TweetColumns> columnsBySource) {
    this.reading = reading;
    this.mayRepeat = mayRepeat;
    this.columnsBySource = new HashMap<>(columnsBySource);
  }

  /**
   * The format of files, whose first lines are looked at here.
   *
   * @throws UsageException if one cannot be read or holds no tweets
   */
  static TweetFormat of(TweetReading reading, SourceFiles files) {
    boolean mayRepeat = reading.mayRepeat(files);
    Map<String, TweetColumns> columns = new HashMap<>();
    for (SourceFile file : files.all()) {
      List<byte[]> head = files.head(file);
      String source = file.uri();
      if (!TweetReading.isJson(source)) {
        String firstRow = reading.encoding().decodeAnyway(firstRow(head));
        columns.put(source, TweetColumns.of(source, firstRow, reading.columns()));
      }

      FirstRecords.check(
          file,
          head,
          new TweetFormat(reading, mayRepeat, columns),
          "does not look like Sentiment140's CSV of target, id, date, flag, user and text, nor has it a header or names that say otherwise",
          "see --columns, and for faces jobs/ingest-faces.sh");
    }

    return new TweetFormat(reading, mayRepeat, columns);
  }

  /** What records of files are that are no text. */
  static TweetFormat withoutText(TweetReading reading, SourceFiles files) {
    return new TweetFormat(reading, reading.mayRepeat(files), Map.of());
  }

  private static byte[] firstRow(List<byte[]> head) {
    return head.stream().filter(line -> !Records.isBlank(line)).findFirst().orElseThrow();
  }

  @Override
  public Table table() {
    return Table.TWEETS;
  }

  @Override
  public StructType fields() {
    return FIELDS;
  }

  @Override
  public int headerRows(String source) {
    return TweetReading.isJson(source) ? 0 : columnsBySource.get(source).headerRows();
  }

  @Override
  public LineParser parser(String source) {
    TweetMapping mapping = reading.mapping(source);
    return TweetReading.isJson(source)
        ? new TweetJsonParser(mapping, reading.columns(), reading.encoding())
        : new TweetParser(mapping, columnsBySource.get(source), reading.encoding());
  }

  @Override
  public String content() {
    return "text";
  }

  @Override
  public String label() {
    return "polarity";
  }

  /** 80/10/10 by the fingerprint, so that a text has one part whatever is added later. */
  @Override
  public Column part() {
    Column tenth =
        pmod(conv(substring(col("fingerprint"), 1, 8), 16, 10).cast(DataTypes.LongType), lit(10));
    return when(keepsRepeats(), "manual")
        .when(tenth.lt(8), "train")
        .when(tenth.equalTo(8), "validation")
        .otherwise("test");
  }

  @Override
  public Column keepsRepeats() {
    return col("is_manual");
  }

  @Override
  public List<String> rules() {
    return TweetCleaner.rules();
  }

  @Override
  public boolean mayRepeat() {
    return mayRepeat;
  }
}
