package org.mer.ingest;

import java.util.Collections;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.apache.spark.api.java.function.Function2;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * The records of a run's sources. The usable ones are read in one pass, which counts them; the
 * others, of which there are few, are fetched afterwards from the partitions that have any.
 */
final class Records {
  /** The longest line that is parsed, in bytes. */
  static final int MAX_LINE_BYTES = 1 << 20;

  /** Where a record came from, and what identifies it; in front of the format's fields. */
  static final StructType PROVENANCE =
      new StructType()
          .add("source_index", DataTypes.IntegerType, false)
          .add("row_number", DataTypes.LongType, false)
          .add("fingerprint", DataTypes.StringType, false);

  private static final StructType REJECTED =
      new StructType()
          .add("source_index", DataTypes.IntegerType, false)
          .add("row_number", DataTypes.LongType, false)
          .add("reason", DataTypes.StringType, false)
          .add("raw", DataTypes.StringType, false);

  private final SparkSession spark;
  private final RecordFormat format;
  private final RecordSource.Survey survey;
  private final PartitionTally<ScanCounts> tally = new PartitionTally<>();

  Records(SparkSession spark, RecordFormat format, RecordSource.Survey survey) {
    this.spark = spark;
    this.format = format;
    this.survey = survey;
    spark.sparkContext().register(tally, "records read");
  }

  /** Rows that can be used: {@link #PROVENANCE} and the fields of the format; lazily. */
  Dataset<Row> usable() {
    RecordFormat of = format;
    PartitionTally<ScanCounts> counts = tally;
    return spark.createDataFrame(
        survey
            .records()
            .mapPartitionsWithIndex(
                (Function2<Integer, Iterator<Candidate>, Iterator<Row>>)
                    (partition, records) -> new TalliedRows(records, partition, of, counts),
                true),
        schema());
  }

  /** What a source held; known once all of {@link #usable} were read. */
  ScanCounts counts(int source) {
    return tally.total(source, ScanCounts.none(format.rules().size()), ScanCounts::plus);
  }

  /**
   * Rows that cannot be used: {@code source_index}, {@code row_number}, {@code reason} and {@code
   * raw}; lazily. Known once all of {@link #usable} were read.
   */
  Dataset<Row> rejected() {
    Set<Integer> partitions =
        tally.value().entrySet().stream()
            .filter(entry -> entry.getValue().values().stream().anyMatch(one -> one.rejected() > 0))
            .map(java.util.Map.Entry::getKey)
            .collect(Collectors.toCollection(HashSet::new));
    if (partitions.isEmpty()) {
      return spark.createDataFrame(List.of(), REJECTED);
    }

    return spark.createDataFrame(
        survey
            .records()
            .mapPartitionsWithIndex(
                (Function2<Integer, Iterator<Candidate>, Iterator<Row>>)
                    (partition, records) ->
                        partitions.contains(partition)
                            ? rejectedOf(records)
                            : Collections.emptyIterator(),
                true),
        REJECTED);
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

  private static Iterator<Row> rejectedOf(Iterator<Candidate> records) {
    Iterable<Candidate> all = () -> records;
    return StreamSupport.stream(all.spliterator(), false)
        .filter(record -> record.parsed() instanceof Parsed.Rejected<Row>)
        .map(
            record ->
                RowFactory.create(
                    record.source(),
                    record.rowNumber(),
                    ((Parsed.Rejected<Row>) record.parsed()).reason(),
                    record.raw()))
        .iterator();
  }

  private StructType schema() {
    StructType schema = PROVENANCE;
    for (var field : format.fields().fields()) {
      schema = schema.add(field);
    }

    return schema;
  }
}
