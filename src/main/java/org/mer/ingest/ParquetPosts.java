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
import org.mer.UsageException;

/**
 * Posts in Parquet files.
 *
 * @param reading how they are read
 * @param files the files
 * @param schemas what each file was found to have
 */
record ParquetPosts(PostReading reading, List<SourceFile> files, List<StructType> schemas)
    implements PostSource {
  /** Copies the lists. */
  ParquetPosts {
    files = List.copyOf(files);
    schemas = List.copyOf(schemas);
  }

  /**
   * Posts in files, whose columns are looked at here.
   *
   * @throws UsageException if one is no Parquet or has not the columns of posts
   */
  static ParquetPosts of(PostReading reading, List<SourceFile> files, SparkSession spark) {
    List<StructType> schemas = new ArrayList<>();
    for (SourceFile file : files) {
      StructType schema = ParquetRows.of(file, spark).schema();
      var unused = PostRowParser.columns(file.uri(), schema);
      schemas.add(schema);
    }

    return new ParquetPosts(reading, files, schemas);
  }

  @Override
  public RecordSource.Survey survey(SparkSession spark) {
    List<Inventory> inventories = FileSurvey.parquet(files, spark);
    JavaRDD<Candidate> all = null;
    for (int i = 0; i < files.size(); i++) {
      JavaRDD<Candidate> records = records(i, spark);
      all = all == null ? records : all.union(records);
    }

    return new RecordSource.Survey(inventories, all);
  }

  private JavaRDD<Candidate> records(int source, SparkSession spark) {
    StructType schema = schemas.get(source);
    String uri = files.get(source).uri();
    PostReading how = reading;
    SentSettings hadoop = SentSettings.of(spark);
    int last = schema.size();
    Dataset<Row> rows = spark.read().schema(schema).parquet(uri);
    return rows.select(col("*"), col(ParquetRows.ROW_INDEX))
        .javaRDD()
        .mapPartitions(
            (FlatMapFunction<Iterator<Row>, Candidate>)
                partition -> {
                  PostRowParser parser =
                      new PostRowParser(uri, schema, how.mapping(uri, hadoop.value()));
                  return ParquetRows.map(
                      partition, row -> candidate(source, row.getLong(last) + 1, row, parser));
                });
  }

  private static Candidate candidate(int source, long rowNumber, Row row, PostRowParser parser) {
    Parsed<Row> parsed = parser.parse(row);
    String raw = parsed instanceof Parsed.Rejected<Row> ? parser.quarantined(row) : null;
    return new Candidate(source, rowNumber, parsed, raw);
  }
}
