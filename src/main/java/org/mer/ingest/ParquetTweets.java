package org.mer.ingest;

import static org.apache.spark.sql.functions.col;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;

/** Tweets in Parquet files, found by the names of columns. */
final class ParquetTweets implements RecordSource {
  private final TweetReading reading;
  private final TweetFormat format;
  private final List<SourceFile> files;

  ParquetTweets(TweetReading reading, SourceFiles files) {
    this.reading = reading;
    this.format = TweetFormat.withoutText(reading, files);
    this.files = files.all();
  }

  @Override
  public RecordFormat format() {
    return format;
  }

  @Override
  public List<SourceFile> files() {
    return files;
  }

  @Override
  public Survey survey(SparkSession spark) {
    List<String> hashes = FileSurvey.hashes(files, spark);
    List<Inventory> inventories = new ArrayList<>();
    JavaRDD<Candidate> all = null;
    for (int i = 0; i < files.size(); i++) {
      Dataset<Row> rows = ParquetRows.of(files.get(i), spark);
      inventories.add(new Inventory(hashes.get(i), rows.count()));
      JavaRDD<Candidate> records = records(i, rows);
      all = all == null ? records : all.union(records);
    }

    return new Survey(inventories, all);
  }

  private JavaRDD<Candidate> records(int source, Dataset<Row> rows) {
    StructType schema = rows.schema();
    String uri = files.get(source).uri();
    // Made here too, so that a file without the columns is refused before anything is read.
    TweetRowParser unused =
        new TweetRowParser(uri, schema, reading.mapping(uri), reading.columns());
    TweetReading how = reading;
    int last = schema.size();
    return rows.select(col("*"), col(ParquetRows.ROW_INDEX))
        .javaRDD()
        .mapPartitions(
            (FlatMapFunction<Iterator<Row>, Candidate>)
                partition -> {
                  TweetRowParser parser =
                      new TweetRowParser(uri, schema, how.mapping(uri), how.columns());
                  return ParquetRows.map(
                      partition, row -> candidate(source, row.getLong(last) + 1, row, parser));
                });
  }

  private static Candidate candidate(int source, long rowNumber, Row row, TweetRowParser parser) {
    Parsed<Row> parsed = parser.parse(row);
    String raw = parsed instanceof Parsed.Rejected<Row> ? parser.quarantined(row) : null;
    return new Candidate(source, rowNumber, parsed, raw);
  }
}
