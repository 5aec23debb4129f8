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
import org.apache.spark.util.SerializableConfiguration;

/**
 * Posts in Parquet files.
 *
 * @param reading how they are read
 * @param files the files
 */
record ParquetPosts(PostReading reading, List<SourceFile> files) implements PostSource {
  /** Copies the list. */
  ParquetPosts {
    files = List.copyOf(files);
  }

  @Override
  public RecordSource.Survey survey(SparkSession spark) {
    List<String> hashes = FileSurvey.hashes(files, spark);
    List<Inventory> inventories = new ArrayList<>();
    JavaRDD<Candidate> all = null;
    for (int i = 0; i < files.size(); i++) {
      Dataset<Row> rows = ParquetRows.of(files.get(i), spark);
      inventories.add(new Inventory(hashes.get(i), rows.count()));
      JavaRDD<Candidate> records = records(i, rows, spark);
      all = all == null ? records : all.union(records);
    }

    return new RecordSource.Survey(inventories, all);
  }

  private JavaRDD<Candidate> records(int source, Dataset<Row> rows, SparkSession spark) {
    StructType schema = rows.schema();
    String uri = files.get(source).uri();
    // Here too, so that a file without the columns is refused before anything is read.
    var unused = PostRowParser.columns(uri, schema);
    PostReading how = reading;
    SerializableConfiguration hadoop =
        new SerializableConfiguration(spark.sparkContext().hadoopConfiguration());
    int last = schema.size();
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
