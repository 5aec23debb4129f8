package org.mer.ingest;

import static org.apache.spark.sql.functions.broadcast;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.mer.UsageException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * FER2013's CSV together with FER+'s votes (Barsoum et al. 2016): the n-th row of the one belongs
 * to the n-th row of the other, where both are of the same part.
 */
final class FerPlusFaces implements RecordSource {
  private static final Logger LOG = LoggerFactory.getLogger(FerPlusFaces.class);

  private static final StructType VOTES =
      new StructType()
          .add("row_number", DataTypes.LongType)
          .add("usage", DataTypes.StringType)
          .add("ferplus_votes", DataTypes.createArrayType(DataTypes.IntegerType))
          .add("ferplus_emotion", DataTypes.StringType);

  private final LineFiles faces;
  private final SourceFile file;
  private final FerPlusVotes parser;

  /**
   * Faces and votes.
   *
   * @throws UsageException if it is not one file of each, or the votes' file is of another kind
   */
  FerPlusFaces(LineFiles faces, SourceFiles votes) {
    if (faces.files().size() != 1 || votes.all().size() != 1) {
      throw new UsageException(
          "--ferplus needs one file of faces and one of votes, as its rows are counted; there are %d and %d"
              .formatted(faces.files().size(), votes.all().size()));
    }

    this.faces = faces;
    this.file = votes.all().get(0);
    this.parser = FerPlusVotes.of(file.uri(), votes.head(file).get(0));
  }

  /** Lines of votes as rows. */
  private record Lines(FerPlusVotes votes) implements LineReading, LineParser {
    @Override
    public int headerRows(String source) {
      return 1;
    }

    @Override
    public LineParser parser(String source, Configuration hadoop) {
      return this;
    }

    @Override
    public Parsed<Row> parse(byte[] line) {
      return votes
          .parse(line)
          .flatMap(
              vote ->
                  Parsed.usable(
                      RowFactory.create(
                          vote.usage().label(),
                          vote.votes().toArray(),
                          vote.emotion().map(emotion -> emotion.label()).orElse(null))));
    }

    @Override
    public String quarantined(byte[] line) {
      return Quarantine.shortened(new String(line, StandardCharsets.ISO_8859_1));
    }
  }

  @Override
  public RecordFormat format() {
    return faces.format();
  }

  @Override
  public List<SourceFile> files() {
    return faces.files();
  }

  @Override
  public Survey survey(SparkSession spark) {
    return faces.survey(spark);
  }

  @Override
  public Dataset<Row> complete(Dataset<Row> records) {
    Dataset<Row> votes = votes(records.sparkSession());
    LOG.info("{} faces have votes of FER+", votes.count());
    return records.join(
        broadcast(votes),
        scala.collection.JavaConverters.asScalaBuffer(List.of("row_number", "usage")).toSeq(),
        "left");
  }

  /** Votes that cannot be used would leave faces without a label, so they are refused. */
  private Dataset<Row> votes(SparkSession spark) {
    Lines lines = new Lines(parser);
    List<LineSplit> splits = FileSurvey.of(List.of(file), lines, spark).splits();
    var candidates = LineFiles.read(lines, splits, spark);
    List<String> bad =
        candidates
            .filter(one -> one.parsed() instanceof Parsed.Rejected<Row>)
            .map(
                one ->
                    "row %d of the votes: %s"
                        .formatted(one.rowNumber(), ((Parsed.Rejected<Row>) one.parsed()).reason()))
            .take(1);
    if (!bad.isEmpty()) {
      throw new UsageException(
          "the file '%s' cannot be used: %s; give FER+'s fer2013new.csv as published"
              .formatted(file.uri(), bad.get(0)));
    }

    return spark.createDataFrame(
        candidates.map(
            one -> {
              Row vote = ((Parsed.Usable<Row>) one.parsed()).value();
              return RowFactory.create(one.rowNumber(), vote.get(0), vote.get(1), vote.get(2));
            }),
        VOTES);
  }
}
