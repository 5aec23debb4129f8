package org.mer.ingest;

import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** Where records come from: lines of files, rows of files, pictures in folders. */
public interface RecordSource {
  /** What its records are. */
  RecordFormat format();

  /** The sources, in the order of the indices that records carry. */
  List<SourceFile> files();

  /** Looks through the sources, on the cluster, before anything is parsed. */
  Survey survey(SparkSession spark);

  /**
   * Adds fields that stand elsewhere.
   *
   * @param records usable ones, with {@link Records#PROVENANCE} and the format's fields
   */
  default Dataset<Row> complete(Dataset<Row> records) {
    return records;
  }

  /**
   * What was found.
   *
   * @param inventories one a source, in the order of {@link #files()}
   * @param records all records, lazily, in partitions that are the same whenever they are read
   */
  record Survey(List<Inventory> inventories, JavaRDD<Candidate> records) {
    /** Copies the list. */
    public Survey {
      inventories = List.copyOf(inventories);
    }
  }
}
