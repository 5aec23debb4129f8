package org.mer.ingest;

import java.util.List;
import org.apache.spark.sql.SparkSession;

/** Where posts come from: lines of files, or rows of files. */
public interface PostSource {
  /** The files, in the order of the indices that posts carry. */
  List<SourceFile> files();

  /** Looks through the files, on the cluster, before anything is parsed. */
  RecordSource.Survey survey(SparkSession spark);
}
