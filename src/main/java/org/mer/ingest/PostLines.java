package org.mer.ingest;

import java.util.List;
import org.apache.spark.sql.SparkSession;

/**
 * Files with a post on each line, plain or compressed.
 *
 * @param format that they were found to be of
 * @param files the files
 */
record PostLines(PostFormat format, List<SourceFile> files) implements PostSource {
  /** Copies the list. */
  PostLines {
    files = List.copyOf(files);
  }

  @Override
  public RecordSource.Survey survey(SparkSession spark) {
    FileSurvey survey = FileSurvey.of(files, format, spark);
    return new RecordSource.Survey(
        survey.inventories(), LineFiles.read(format, survey.splits(), spark));
  }
}
