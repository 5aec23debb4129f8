package org.mer.ingest;

import java.util.Iterator;
import java.util.function.Function;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.mer.UsageException;

/** The rows of Parquet files. */
final class ParquetRows {
  /** The column that has a row's place in its file, from 0. */
  static final String ROW_INDEX = "_metadata.row_index";

  private ParquetRows() {}

  /**
   * The rows of a file; lazily.
   *
   * @throws UsageException if it is no Parquet
   */
  static Dataset<Row> of(SourceFile file, SparkSession spark) {
    try {
      return spark.read().parquet(file.uri());
    } catch (Exception e) { // Spark throws AnalysisException without declaring it
      throw new UsageException(
          "the file '%s' cannot be read as Parquet: %s".formatted(file.uri(), e.getMessage()), e);
    }
  }

  /** What a function makes of rows, as they are asked for. */
  static <T> Iterator<T> map(Iterator<Row> rows, Function<Row, T> function) {
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return rows.hasNext();
      }

      @Override
      public T next() {
        return function.apply(rows.next());
      }
    };
  }
}
