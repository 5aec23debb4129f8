package org.mer.ingest;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.conv;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.pmod;
import static org.apache.spark.sql.functions.substring;
import static org.apache.spark.sql.functions.when;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.mer.UsageException;
import org.mer.table.Table;

/**
 * Sentiment140's CSV as published: no header, one tweet a line.
 *
 * @param pool which of the two collections the files are
 * @param encoding of the files
 * @param userHashKey secret of the hashes of user names; empty where none are wanted
 */
public record TweetFormat(TweetPool pool, Encoding encoding, String userHashKey)
    implements RecordFormat {
  private static final StructType FIELDS =
      new StructType()
          .add("text", DataTypes.StringType)
          .add("polarity", DataTypes.StringType)
          .add("is_manual", DataTypes.BooleanType)
          .add("has_link", DataTypes.BooleanType)
          .add("has_mention", DataTypes.BooleanType)
          .add("posted_at", DataTypes.TimestampType)
          .add("user_hash", DataTypes.StringType);

  /**
   * Looks at the first lines of each file.
   *
   * @throws UsageException if one cannot be read or holds no tweets
   */
  public TweetFormat check(SourceFiles files) {
    for (SourceFile file : files.all()) {
      FirstRecords.check(
          file,
          files.head(file),
          this,
          "does not look like Sentiment140's CSV of target, id, date, flag, user and text",
          "for faces use jobs/ingest-faces.sh");
    }

    return this;
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
  public int headerRows() {
    return 0;
  }

  @Override
  public LineParser parser(String source) {
    TweetPool decided = pool.of(SourceFile.name(source));
    UserHash users = UserHash.keyed(userHashKey);
    return new TweetParser(
        new TweetMapping(decided, TweetLabels.AS_PUBLISHED, users),
        TweetColumns.AS_PUBLISHED,
        encoding);
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

  /** Without the key. */
  @Override
  public String toString() {
    return "TweetFormat[pool=%s, encoding=%s]".formatted(pool, encoding);
  }
}
