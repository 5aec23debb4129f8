package org.mer.ingest;

import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.SparkSession;

/**
 * Files with a record on each line, plain or compressed. Plain files are read in splits, in
 * parallel; a compressed one by one task.
 */
final class LineFiles implements RecordSource {
  private final LineFormat format;
  private final List<SourceFile> files;

  /** Files that were found to be of a format. */
  LineFiles(LineFormat format, SourceFiles files) {
    this.format = format;
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
    FileSurvey survey = FileSurvey.of(files, format, spark);
    return new Survey(survey.inventories(), read(format, survey.splits(), spark));
  }

  /** The records of splits; lazily. */
  static JavaRDD<Candidate> read(LineReading format, List<LineSplit> splits, SparkSession spark) {
    SentSettings hadoop = SentSettings.of(spark);
    return JavaSparkContext.fromSparkContext(spark.sparkContext())
        .parallelize(splits, splits.size())
        .flatMap(
            (FlatMapFunction<LineSplit, Candidate>)
                split -> SplitRecords.open(split, format, hadoop.value()));
  }
}
