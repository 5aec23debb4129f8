package org.mer.table;

import static org.apache.spark.sql.types.DataTypes.BinaryType;
import static org.apache.spark.sql.types.DataTypes.BooleanType;
import static org.apache.spark.sql.types.DataTypes.DoubleType;
import static org.apache.spark.sql.types.DataTypes.IntegerType;
import static org.apache.spark.sql.types.DataTypes.LongType;
import static org.apache.spark.sql.types.DataTypes.StringType;
import static org.apache.spark.sql.types.DataTypes.TimestampType;
import static org.mer.table.Column.optional;
import static org.mer.table.Column.required;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.apache.spark.sql.types.StructType;

/**
 * Every table of the lake: its name, its columns and what they mean. The comments here are the ones
 * that the catalogue shows, and {@code docs/tables.md} is held to them by a test.
 */
@SuppressWarnings("ImmutableEnumChecker") // the lists are unmodifiable copies
public enum Table {
  /** Kept tweets. */
  TWEETS(
      "One row a kept tweet, cleaned; names are masked and user names stand only as keyed hashes",
      List.of("part"),
      required(
          "id",
          StringType,
          "Identity: fingerprint, label, part and number of the occurrence, hashed"),
      required(
          "fingerprint",
          StringType,
          "Hash of the cleaned text, 32 hex digits: equal texts share it"),
      required("text", StringType, "The cleaned text"),
      required("polarity", StringType, "The label: negative, neutral or positive"),
      required(
          "part",
          StringType,
          "train, validation or test by the hash of the fingerprint (80/10/10); manual for the manual test set"),
      required(
          "occurrence",
          IntegerType,
          "1 for the first row with this text and label in this part, 2 for the next; above 1 in official test parts only"),
      required("has_link", BooleanType, "Whether the raw text had a link"),
      required("has_mention", BooleanType, "Whether the raw text named a user"),
      optional("posted_at", TimestampType, "When it was posted, UTC, where the source says so"),
      optional(
          "user_hash",
          StringType,
          "HMAC-SHA256 of the user name, where the source has one and a key is set"),
      required("source", StringType, "URI of the file it came from"),
      required("row_number", LongType, "Its row in that file, from 1"),
      required("run_id", StringType, "The run that ingested it")),

  /** Kept faces. */
  FACES(
      "One row a kept face, 48x48 grey pixels",
      List.of("part"),
      required(
          "id",
          StringType,
          "Identity: fingerprint, label, part and number of the occurrence, hashed"),
      required(
          "fingerprint",
          StringType,
          "Hash of the pixels, 32 hex digits: identical pictures share it"),
      required(
          "pixels", BinaryType, "2,304 bytes, row by row from the top left, 0 black to 255 white"),
      required(
          "emotion",
          StringType,
          "The label: angry, disgust, fear, happy, sad, surprise or neutral"),
      required("part", StringType, "Training, PublicTest or PrivateTest, as FER2013 says"),
      required(
          "occurrence",
          IntegerType,
          "1 for the first row with this picture and label in this part, 2 for the next"),
      required("brightness", DoubleType, "Mean of the pixels, 0 to 255"),
      required(
          "contrast",
          DoubleType,
          "Standard deviation of the pixels, 0 to 127.5; 0 is a blank picture"),
      required("source", StringType, "URI of the file it came from"),
      required("row_number", LongType, "Its row in that file, from 1 (the header is row 1)"),
      required("run_id", StringType, "The run that ingested it")),

  /** Quarantine. */
  REJECTS(
      "One row a record that could not be used",
      List.of(),
      required("run_id", StringType, "The run that met it"),
      required("source", StringType, "URI of the file it came from"),
      required("row_number", LongType, "Its row in that file, from 1"),
      required("reason", StringType, "Why it was set aside"),
      required(
          "raw", StringType, "The record as read, at most 1,000 characters, user names masked")),

  /** What each ingest did. */
  INGESTS(
      "One row a source and ingest run: rows_read = rows_kept + rows_rejected + rows_duplicate",
      List.of(),
      required("run_id", StringType, "The run"),
      required("job", StringType, "ingest-tweets or ingest-faces"),
      required("source", StringType, "URI of the file"),
      required("bytes", LongType, "Size of the file in bytes"),
      required("rows_read", LongType, "Records in the file; a header is none"),
      required("rows_kept", LongType, "Rows added to tweets or faces"),
      required("rows_rejected", LongType, "Rows set aside in rejects"),
      required(
          "rows_duplicate",
          LongType,
          "Rows that were there already, in this run or an earlier one"),
      required(
          "rows_contradictory",
          LongType,
          "Kept rows whose text or picture stands under another label as well"),
      required("ingested_at", TimestampType, "When the run started, UTC"),
      required("version", StringType, "Version of this software")),

  /** Every job's run. */
  RUNS(
      "One row a run of a job; the only table that a failed job writes to",
      List.of(),
      required("run_id", StringType, "The run: job, start and a random part"),
      required("job", StringType, "Name of the job"),
      required("started_at", TimestampType, "UTC"),
      required("finished_at", TimestampType, "UTC"),
      required("status", StringType, "done or failed"),
      optional("message", StringType, "Of a failed run: the sentence it ended with"),
      required("seed", LongType, "Seed of everything that was drawn at random"),
      required("arguments", StringType, "The command line, with values of secret settings masked"),
      required("settings", StringType, "All settings as JSON, secrets masked"),
      required("version", StringType, "Version of this software"),
      required("spark_version", StringType, "Version of Spark"),
      required("cores", IntegerType, "Cores that Spark had when the run ended")),

  /** Learning curves. */
  EPOCHS(
      "One row an epoch of a training run",
      List.of(),
      required("run_id", StringType, "The training run"),
      required("subject", StringType, "What is trained: text/lstm, face/cnn"),
      required("epoch", IntegerType, "From 1"),
      required("examples", LongType, "Examples fitted in this epoch"),
      required("seconds", DoubleType, "Duration of the epoch's fitting in seconds"),
      required("examples_per_second", DoubleType, "examples / seconds, over all workers"),
      required(
          "train_loss",
          DoubleType,
          "Mean training loss of the epoch: cross entropy in nats, regularisation included"),
      required("validation_loss", DoubleType, "Cross entropy on the validation part in nats"),
      required("validation_accuracy", DoubleType, "0 to 1"),
      required("validation_macro_f1", DoubleType, "0 to 1"),
      required("learning_rate", DoubleType, "At the end of the epoch"),
      required("is_best", BooleanType, "Whether the bundle holds the weights of this epoch")),

  /** The model registry. */
  MODELS(
      "One row a model bundle",
      List.of(),
      required("name", StringType, "text or face"),
      required("version", StringType, "Version of the bundle, unique within the name"),
      required("run_id", StringType, "The run that made it"),
      required("created_at", TimestampType, "UTC"),
      required("path", StringType, "URI of the bundle's folder"),
      required("network", StringType, "Name of the network's definition"),
      required("parameters", LongType, "Number of weights"),
      required(
          "temperature",
          DoubleType,
          "Calibration temperature, fitted on the validation part; above 1 softens"),
      required("validation_accuracy", DoubleType, "0 to 1"),
      required("validation_macro_f1", DoubleType, "0 to 1"),
      required("training_rows", LongType, "Rows it was fitted on"),
      required(
          "data_snapshots",
          StringType,
          "Iceberg snapshot of each table it was fitted on, as JSON")),

  /** Text posteriors. */
  TEXT_PREDICTIONS(
      "One row a held-out tweet and model",
      List.of(),
      required("run_id", StringType, "The fuse run"),
      required("id", StringType, "tweets.id"),
      required("subject", StringType, "text for the network, text/NAME for a baseline"),
      required("part", StringType, "validation, test or manual"),
      required("truth", StringType, "The label: negative, neutral or positive"),
      required("predicted", StringType, "The likeliest polarity"),
      required(
          "confidence", DoubleType, "Calibrated probability of the predicted polarity, 0 to 1"),
      required(
          "posterior",
          Posteriors.POLARITIES,
          "Calibrated probabilities of the polarities; a model of two classes gives neutral 0"),
      required(
          "temperature",
          DoubleType,
          "The temperature within the posterior; raising it to this power gives back the uncalibrated one"),
      required("model_version", StringType, "models.version"),
      required("tokens", IntegerType, "Length of the text in tokens"),
      required("has_link", BooleanType, "Whether the raw text had a link"),
      required("has_mention", BooleanType, "Whether the raw text named a user")),

  /** Face posteriors. */
  FACE_PREDICTIONS(
      "One row a held-out face and model",
      List.of(),
      required("run_id", StringType, "The fuse run"),
      required("id", StringType, "faces.id"),
      required("subject", StringType, "face for the network, face/NAME for a baseline"),
      required("part", StringType, "PublicTest or PrivateTest"),
      required("truth", StringType, "The label: an emotion"),
      required("predicted", StringType, "The likeliest emotion"),
      required("confidence", DoubleType, "Calibrated probability of the predicted emotion, 0 to 1"),
      required("posterior", Posteriors.EMOTIONS, "Calibrated probabilities of the emotions"),
      required(
          "temperature",
          DoubleType,
          "The temperature within the posterior; raising it to this power gives back the uncalibrated one"),
      required("model_version", StringType, "models.version"),
      required("brightness", DoubleType, "Mean of the pixels, 0 to 255"),
      required("contrast", DoubleType, "Standard deviation of the pixels, 0 to 127.5"),
      required(
          "is_duplicate", BooleanType, "Whether the same pixels stand in another row of faces"));

  private static final String NAMESPACE = "mer";

  private final String meaning;
  private final List<String> partitioning;
  private final List<Column> columns;

  Table(String meaning, List<String> partitioning, Column... columns) {
    this.meaning = meaning;
    this.partitioning = partitioning;
    this.columns = List.of(columns);
  }

  /** The name that queries use: {@code mer.tweets}. */
  public String fullName() {
    return NAMESPACE + "." + name().toLowerCase(Locale.ROOT);
  }

  /** What a row of it is. */
  public String meaning() {
    return meaning;
  }

  /** Its columns, in order. */
  public List<Column> columns() {
    return columns;
  }

  /** Its columns as Spark sees them. */
  public StructType schema() {
    StructType schema = new StructType();
    for (Column column : columns) {
      schema = schema.add(column.name(), column.type(), column.nullable());
    }

    return schema;
  }

  static String namespace() {
    return NAMESPACE;
  }

  String ddl() {
    String partitions =
        partitioning.isEmpty() ? "" : " PARTITIONED BY (" + String.join(", ", partitioning) + ")";
    return """
        CREATE TABLE IF NOT EXISTS %s (%s) USING iceberg%s COMMENT '%s'
        TBLPROPERTIES ('write.parquet.compression-codec'='zstd', 'write.wap.enabled'='true', 'format-version'='2')"""
        .formatted(
            fullName(),
            columns.stream().map(Column::ddl).collect(Collectors.joining(", ")),
            partitions,
            meaning.replace("'", "\\'"));
  }
}
