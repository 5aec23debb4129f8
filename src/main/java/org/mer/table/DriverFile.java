package org.mer.table;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.FileFormat;
import org.apache.iceberg.io.DataWriter;
import org.apache.iceberg.io.OutputFile;
import org.apache.iceberg.io.OutputFileFactory;
import org.apache.iceberg.parquet.Parquet;
import org.apache.iceberg.spark.data.SparkParquetWriters;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.StructType;

/**
 * A file of a table that the driver writes by itself. A Spark job for the same rows would need a
 * core, and a cluster whose cores all work for others has none: a run could not even record that it
 * gave up.
 */
final class DriverFile {
  private final org.apache.iceberg.Table table;
  private final StructType type;
  private final InternalRow[] rows;

  private DriverFile(org.apache.iceberg.Table table, StructType type, InternalRow[] rows) {
    this.table = table;
    this.type = type;
    this.rows = rows;
  }

  /**
   * A file to be written.
   *
   * @param table without partitions
   * @param rows made of a list, with the table's columns in any order and of its types
   */
  static DriverFile of(org.apache.iceberg.Table table, Dataset<Row> rows) {
    Column[] inOrder =
        table.schema().columns().stream()
            .map(field -> functions.col(field.name()))
            .toArray(Column[]::new);
    Dataset<Row> ordered = rows.select(inOrder);
    // Of rows that are a list the optimiser makes a list again, which takes no job to be read.
    return new DriverFile(
        table, ordered.schema(), ordered.queryExecution().executedPlan().executeCollect());
  }

  /** Writes it beside the table's other files, where no reader looks for it yet. */
  DataFile write() {
    OutputFile file =
        OutputFileFactory.builderFor(table, 0, 0)
            .format(FileFormat.PARQUET)
            .build()
            .newOutputFile()
            .encryptingOutputFile();
    try {
      DataWriter<InternalRow> writer =
          Parquet.writeData(file)
              .forTable(table)
              .createWriterFunc(schema -> SparkParquetWriters.buildWriter(type, schema))
              .build();
      try (writer) {
        Arrays.stream(rows).forEach(writer::write);
      }

      return writer.toDataFile();
    } catch (IOException e) {
      throw new UncheckedIOException(
          "%d rows could not be written to %s: %s".formatted(rows.length, file.location(), e), e);
    }
  }
}
