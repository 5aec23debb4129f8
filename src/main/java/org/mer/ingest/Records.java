package org.mer.ingest;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.sum;

import java.util.List;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.storage.StorageLevel;

/**
 * Every row of the files, parsed: {@code source}, {@code row_number}, {@code reason} and {@code
 * raw} of a rejected one, else the fields of its format.
 *
 * <p>Files are read in blocks, in parallel, and each row is numbered within its block as it passes.
 * What comes before a block in its file is known once all blocks are read: one number a block,
 * which is all that is broadcast. The parsed rows are kept until {@link #close}, so that no file is
 * read twice.
 */
final class Records implements AutoCloseable {
  /** The longest line that is parsed, in bytes. */
  static final int MAX_LINE_BYTES = 1 << 20;

  static final StructType PROVENANCE =
      new StructType()
          .add("source", DataTypes.StringType, false)
          .add("block_start", DataTypes.LongType, false)
          .add("row_in_block", DataTypes.LongType, false)
          .add("is_record", DataTypes.BooleanType, false)
          .add("reason", DataTypes.StringType)
          .add("raw", DataTypes.StringType);

  private final Dataset<Row> parsed;

  private Records(Dataset<Row> parsed) {
    this.parsed = parsed;
  }

  /** Reads files; lazily. */
  static Records read(SparkSession spark, RecordFormat format, List<SourceFile> files) {
    Dataset<Row> lines =
        spark
            .read()
            .text(files.stream().map(SourceFile::uri).toArray(String[]::new))
            .select(
                col("_metadata.file_path"),
                col("_metadata.file_block_start"),
                col("value").cast(DataTypes.BinaryType));
    Dataset<Row> parsed =
        lines.mapPartitions(
            (MapPartitionsFunction<Row, Row>) rows -> new ParsedRows(rows, format),
            Encoders.row(schema(format)));
    return new Records(parsed.persist(StorageLevel.MEMORY_AND_DISK()));
  }

  /** Rows that can be used, with the fields of the format. */
  Dataset<Row> usable() {
    return numbered().where(col("reason").isNull()).drop("reason", "raw");
  }

  /** Rows that cannot, with {@code reason} and {@code raw}. */
  Dataset<Row> rejected() {
    return numbered()
        .where(col("reason").isNotNull())
        .select("source", "row_number", "reason", "raw");
  }

  /** How many records a source has, as {@code source} and {@code rows_read}. */
  Dataset<Row> counts() {
    return parsed.where(col("is_record")).groupBy("source").agg(count(lit(1)).as("rows_read"));
  }

  /** Frees what was kept. */
  @Override
  public void close() {
    parsed.unpersist(false);
  }

  /** Whether a line has nothing but white space. */
  static boolean isBlank(byte[] line) {
    for (byte one : line) {
      if (one < 0 || one > ' ') {
        return false;
      }
    }

    return true;
  }

  private Dataset<Row> numbered() {
    Dataset<Row> blocks =
        parsed.groupBy("source", "block_start").agg(max("row_in_block").as("rows"));
    Dataset<Row> offsets =
        blocks.select(
            col("source"),
            col("block_start"),
            coalesce(
                    sum("rows")
                        .over(
                            Window.partitionBy("source")
                                .orderBy("block_start")
                                .rowsBetween(Window.unboundedPreceding(), -1)),
                    lit(0L))
                .as("rows_before"));
    return parsed
        .where(col("is_record"))
        .join(broadcast(offsets), new String[] {"source", "block_start"}, "inner")
        .withColumn("row_number", col("rows_before").plus(col("row_in_block")))
        .drop("block_start", "row_in_block", "is_record", "rows_before");
  }

  static StructType schema(RecordFormat format) {
    StructType schema = PROVENANCE;
    for (var field : format.fields().fields()) {
      schema = schema.add(field);
    }

    return schema;
  }
}
