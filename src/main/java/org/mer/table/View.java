package org.mer.table;

import static org.apache.spark.sql.types.DataTypes.BooleanType;
import static org.apache.spark.sql.types.DataTypes.DateType;
import static org.apache.spark.sql.types.DataTypes.DoubleType;
import static org.apache.spark.sql.types.DataTypes.IntegerType;
import static org.apache.spark.sql.types.DataTypes.LongType;
import static org.apache.spark.sql.types.DataTypes.StringType;
import static org.apache.spark.sql.types.DataTypes.TimestampType;
import static org.mer.table.Column.optional;
import static org.mer.table.Column.required;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.sql.types.StructType;

/**
 * Views made for the questions that are asked most: each with its query, its columns and what they
 * mean. They are no part of a warehouse: {@link LakeCatalog} shows them in every catalogue, so they
 * are always those of this version. {@code docs/tables.md} is held to them by a test.
 *
 * <p>Days and hours are counted in whole hours since 1970, so that a view says the same in every
 * session's time zone. What a query reads of {@code scores} stands in braces, for {@link
 * ScoreSource} to put in.
 */
@SuppressWarnings("ImmutableEnumChecker") // the lists are unmodifiable copies
public enum View implements Relation {
  /** What is known of each post and pair now. */
  LATEST_SCORES(
      "One row a post, as it was scored last, and one a synthetic pair of the last fuse run without its controls",
      """
      WITH timed AS ({timed}),
      known AS (
        SELECT * FROM timed
        WHERE part IS NULL OR (control = 'none' AND run_id = (
          SELECT max_by(run_id, finished_at) FROM mer.runs WHERE job = 'fuse' AND status = 'done'))),
      latest AS ({latest})
      SELECT id, emotion, polarity, confidence, posterior, polarity_posterior, text_posterior, face_posterior,
        is_conflicting, text_influence, face_influence, is_synthetic_pair, part, kind, pairing_seed, truth_emotion,
        truth_polarity, rule, text_model_version, face_model_version, source, row_number, moment AS scored_at, run_id
      FROM latest
      """,
      required("id", StringType, "The post or the pair; unique in this view"),
      required("emotion", StringType, "The likeliest emotion"),
      required("polarity", StringType, "The likeliest polarity"),
      required("confidence", DoubleType, "Fused probability of the likeliest emotion, 0 to 1"),
      required("posterior", Posteriors.EMOTIONS, "Fused probabilities of the emotions"),
      required(
          "polarity_posterior", Posteriors.POLARITIES, "Fused probabilities of the polarities"),
      optional(
          "text_posterior",
          Posteriors.POLARITIES,
          "What the text said alone; empty without a text"),
      optional(
          "face_posterior", Posteriors.EMOTIONS, "What the face said alone; empty without a face"),
      optional(
          "is_conflicting",
          BooleanType,
          "Whether text and face lean to opposite polarities; empty if one is missing"),
      optional(
          "text_influence",
          DoubleType,
          "Of a post: how far the text moved the fused emotions, 0 to 1"),
      optional(
          "face_influence",
          DoubleType,
          "Of a post: how far the face moved the fused emotions, 0 to 1"),
      required(
          "is_synthetic_pair", BooleanType, "Whether text and face were put together by a draw"),
      optional("part", StringType, "Of a pair: pairs-fit or pairs-test; empty for a post"),
      optional("kind", StringType, "Of a pair: polar, neutral or surprise"),
      optional("pairing_seed", IntegerType, "Of a pair: which of the repeated draws, from 1"),
      optional("truth_emotion", StringType, "Of a pair: the label of the face"),
      optional(
          "truth_polarity",
          StringType,
          "Of a pair: the polarity of the face, empty for surprise, which has none"),
      required("rule", StringType, "The fusion rule"),
      optional("text_model_version", StringType, "models.version; empty without a text"),
      optional("face_model_version", StringType, "models.version; empty without a face"),
      optional("source", StringType, "Of a post: URI of the file it came from"),
      optional("row_number", LongType, "Of a post: its row in that file, from 1"),
      required("scored_at", TimestampType, "When the run that scored it started, UTC"),
      required("run_id", StringType, "That run")),

  /** What was trained, one after the other. */
  MODEL_HISTORY(
      "One row a model bundle, with how its training went and what it gained on the one before it",
      """
      WITH fitted AS (
        SELECT run_id, max(epoch) AS epochs, max(CASE WHEN is_best THEN epoch END) AS best_epoch,
          sum(seconds) / 60 AS fitting_minutes
        FROM mer.epochs
        GROUP BY run_id),
      ordered AS (
        SELECT *, validation_macro_f1 - lag(validation_macro_f1) OVER (PARTITION BY name ORDER BY created_at, version) AS change,
          validation_macro_f1 >= max(validation_macro_f1) OVER (PARTITION BY name ORDER BY created_at, version) AS is_best_so_far
        FROM mer.models)
      SELECT name, created_at, version, network, parameters, training_rows, epochs, best_epoch, fitting_minutes,
        validation_accuracy, validation_macro_f1, change, is_best_so_far, temperature, run_id
      FROM ordered LEFT JOIN fitted USING (run_id)
      """,
      required("name", StringType, "text or face"),
      required("created_at", TimestampType, "When its run started, UTC"),
      required("version", StringType, "Version of the bundle, unique within the name"),
      required("network", StringType, "Name of the network's definition, or ensemble"),
      required("parameters", LongType, "Number of weights"),
      required("training_rows", LongType, "Rows it was fitted on"),
      optional(
          "epochs", IntegerType, "Epochs that were fitted; empty for what is no single network"),
      optional("best_epoch", IntegerType, "The epoch whose weights it holds"),
      optional("fitting_minutes", DoubleType, "Minutes that its epochs took, without validation"),
      required("validation_accuracy", DoubleType, "0 to 1"),
      required("validation_macro_f1", DoubleType, "0 to 1"),
      optional(
          "change",
          DoubleType,
          "Its validation_macro_f1 less that of the model of this name before it; empty for the first"),
      required(
          "is_best_so_far",
          BooleanType,
          "Whether no earlier model of this name has a greater validation_macro_f1"),
      required("temperature", DoubleType, "Calibration temperature; above 1 softens"),
      required("run_id", StringType, "The run that made it")),

  /** Who is best at what. */
  LEADERBOARD(
      "One row a subject of the last evaluation, placed by accuracy among those measured on the same rows",
      """
      WITH figures AS (
        SELECT run_id, dataset, part, slice, subject,
          max(value) FILTER (WHERE metric = 'accuracy') AS accuracy,
          max(ci_low) FILTER (WHERE metric = 'accuracy') AS accuracy_low,
          max(ci_high) FILTER (WHERE metric = 'accuracy') AS accuracy_high,
          max(value) FILTER (WHERE metric = 'macro_f1') AS macro_f1,
          max(ci_low) FILTER (WHERE metric = 'macro_f1') AS macro_f1_low,
          max(ci_high) FILTER (WHERE metric = 'macro_f1') AS macro_f1_high,
          max(n) AS n
        FROM mer.metrics
        WHERE metric IN ('accuracy', 'macro_f1') AND class IS NULL AND pairing_seed IS NULL
          AND slice IN ('all', 'polar', 'emotion') AND run_id = (
            SELECT max_by(run_id, finished_at) FROM mer.runs WHERE job = 'evaluate' AND status = 'done')
        GROUP BY run_id, dataset, part, slice, subject)
      SELECT dataset, part, slice, rank() OVER (PARTITION BY dataset, part, slice ORDER BY accuracy DESC) AS place, subject,
        accuracy, accuracy_low, accuracy_high, macro_f1, macro_f1_low, macro_f1_high, n, run_id
      FROM figures
      """,
      required("dataset", StringType, "As in metrics"),
      required("part", StringType, "As in metrics"),
      required(
          "slice",
          StringType,
          "all; polar: negative or positive rows only; emotion: seven classes on polar pairs"),
      required("place", IntegerType, "1 for the most accurate; equals share a place"),
      required(
          "subject",
          StringType,
          "text, face or fusion, or one of them with /NAME for a baseline or a part"),
      required("accuracy", DoubleType, "Share that was right, 0 to 1"),
      optional("accuracy_low", DoubleType, "Lower end of its 95 % interval"),
      optional("accuracy_high", DoubleType, "Upper end of its 95 % interval"),
      optional("macro_f1", DoubleType, "Mean over the classes of their F1, 0 to 1"),
      optional("macro_f1_low", DoubleType, "Lower end of its 95 % interval"),
      optional("macro_f1_high", DoubleType, "Upper end of its 95 % interval"),
      required("n", LongType, "Rows it is taken over; of pairs, those of one draw"),
      required("run_id", StringType, "The evaluate run")),

  /** What is taken for what. */
  WORST_CONFUSIONS(
      "One row a way to be wrong in the last evaluation: a label and what it was taken for",
      """
      WITH cells AS (
        SELECT *, sum(n) OVER (PARTITION BY subject, dataset, part, slice, truth) AS of_truth
        FROM mer.confusion
        WHERE run_id = (SELECT max_by(run_id, finished_at) FROM mer.runs WHERE job = 'evaluate' AND status = 'done'))
      SELECT subject, dataset, part, slice,
        row_number() OVER (PARTITION BY subject, dataset, part, slice ORDER BY n / of_truth DESC, n DESC, truth, predicted) AS place,
        truth, predicted, n, of_truth, n / of_truth AS share, run_id
      FROM cells
      WHERE truth <> predicted
      """,
      required("subject", StringType, "As in metrics"),
      required("dataset", StringType, "As in metrics"),
      required("part", StringType, "As in metrics"),
      required("slice", StringType, "As in metrics"),
      required("place", IntegerType, "1 for the greatest share of this subject, part and slice"),
      required("truth", StringType, "The label"),
      required("predicted", StringType, "What the subject took it for"),
      required("n", LongType, "How often; of pairs, summed over the draws"),
      required("of_truth", LongType, "Rows with this label"),
      required("share", DoubleType, "n / of_truth, 0 to 1"),
      required("run_id", StringType, "The evaluate run")),

  /** Mood over time. */
  DAILY_MOOD(
      "One row an hour of a day: how many texts were negative, neutral and positive",
      """
      WITH hours AS (
        SELECT 'tweets' AS kind, unix_seconds(posted_at) DIV 3600 AS since_1970, polarity, count(*) AS n
        FROM mer.tweets
        WHERE posted_at IS NOT NULL
        GROUP BY 1, 2, 3
        UNION ALL
        {hours})
      SELECT kind, date_from_unix_date(CAST(since_1970 DIV 24 AS INT)) AS day, CAST(since_1970 % 24 AS INT) AS hour,
        sum(n) AS n,
        coalesce(sum(n) FILTER (WHERE polarity = 'negative'), 0) AS negative,
        coalesce(sum(n) FILTER (WHERE polarity = 'neutral'), 0) AS neutral,
        coalesce(sum(n) FILTER (WHERE polarity = 'positive'), 0) AS positive,
        coalesce(sum(n) FILTER (WHERE polarity = 'positive') / sum(n), 0) - coalesce(sum(n) FILTER (WHERE polarity = 'negative') / sum(n), 0) AS mood
      FROM hours
      GROUP BY kind, since_1970
      """,
      required(
          "kind",
          StringType,
          "tweets: their labels, by when they were posted; posts: their fused polarities, by when they were scored, each time they were"),
      required("day", DateType, "UTC"),
      required("hour", IntegerType, "0 to 23, UTC"),
      required("n", LongType, "Texts"),
      required("negative", LongType, "Of them negative"),
      required("neutral", LongType, "Of them neutral"),
      required("positive", LongType, "Of them positive"),
      required("mood", DoubleType, "Share of positive less share of negative, -1 to 1")),

  /** Where text and face contradict each other. */
  DISAGREEMENTS(
      "One row a score whose text and face lean to opposite polarities: of posts each time they were scored, of synthetic pairs those of the last fuse run without its controls",
      """
      WITH timed AS ({timed}),
      conflicting AS (
        SELECT *, greatest(face_posterior.angry, face_posterior.disgust, face_posterior.fear, face_posterior.happy,
          face_posterior.sad, face_posterior.surprise, face_posterior.neutral) AS most
        FROM timed
        WHERE is_conflicting AND (part IS NULL OR (control = 'none' AND run_id = (
          SELECT max_by(run_id, finished_at) FROM mer.runs WHERE job = 'fuse' AND status = 'done')))),
      sided AS (
        SELECT *, CASE WHEN text_posterior.positive > text_posterior.negative THEN 'positive' ELSE 'negative' END AS text_polarity
        FROM conflicting)
      SELECT id, text_polarity,
        greatest(text_posterior.positive, text_posterior.negative) / (text_posterior.positive + text_posterior.negative) AS text_confidence,
        CASE most
          WHEN face_posterior.angry THEN 'angry' WHEN face_posterior.disgust THEN 'disgust' WHEN face_posterior.fear THEN 'fear'
          WHEN face_posterior.happy THEN 'happy' WHEN face_posterior.sad THEN 'sad' WHEN face_posterior.surprise THEN 'surprise'
          ELSE 'neutral' END AS face_emotion,
        most AS face_confidence, emotion, polarity, confidence,
        CASE polarity WHEN 'neutral' THEN 'neither' WHEN text_polarity THEN 'text' ELSE 'face' END AS followed,
        truth_emotion, truth_polarity, is_synthetic_pair, part, pairing_seed,
        moment AS scored_at, run_id
      FROM sided
      """,
      required("id", StringType, "The post or the pair"),
      required("text_polarity", StringType, "negative or positive: where the text leans by itself"),
      required(
          "text_confidence", DoubleType, "Its probability among negative and positive, 0.5 to 1"),
      required("face_emotion", StringType, "The likeliest emotion of the face by itself"),
      required("face_confidence", DoubleType, "Its probability, 0 to 1"),
      required("emotion", StringType, "The likeliest emotion of both"),
      required("polarity", StringType, "The likeliest polarity of both"),
      required("confidence", DoubleType, "Fused probability of that emotion, 0 to 1"),
      required(
          "followed",
          StringType,
          "Whose polarity the fused one is: text, face, or neither where it is neutral"),
      optional("truth_emotion", StringType, "Of a pair: the label of the face"),
      optional(
          "truth_polarity",
          StringType,
          "Of a pair: the polarity of the face, empty for surprise, which has none"),
      required(
          "is_synthetic_pair", BooleanType, "Whether text and face were put together by a draw"),
      optional("part", StringType, "Of a pair: pairs-fit or pairs-test; empty for a post"),
      optional("pairing_seed", IntegerType, "Of a pair: which of the repeated draws, from 1"),
      required("scored_at", TimestampType, "When the run that scored it started, UTC"),
      required("run_id", StringType, "That run")),

  /** What became of the records that came in. */
  DATA_FUNNEL(
      "One row a file, ingest and step: how many of its records got that far",
      """
      SELECT ingested_at, job, source, step, stage, rows, rows / nullif(rows_read, 0) AS share, rows - before AS change, run_id
      FROM (
        SELECT ingested_at, job, source, rows_read, run_id, inline(array(
          named_struct('step', 1, 'stage', 'read', 'rows', rows_read, 'before', rows_read),
          named_struct('step', 2, 'stage', 'readable', 'rows', rows_read - rows_rejected, 'before', rows_read),
          named_struct('step', 3, 'stage', 'kept', 'rows', rows_kept, 'before', rows_read - rows_rejected),
          named_struct('step', 4, 'stage', 'uncontradicted', 'rows', rows_kept - rows_contradictory, 'before', rows_kept)))
        FROM mer.ingests)
      """,
      required("ingested_at", TimestampType, "When the run started, UTC"),
      required("job", StringType, "ingest-tweets, ingest-faces or score"),
      required("source", StringType, "URI of the file"),
      required("step", IntegerType, "1 to 4, in the order of the stages"),
      required(
          "stage",
          StringType,
          "read; readable: not set aside in rejects; kept: no duplicate either; uncontradicted: whose text or picture stands under no other label"),
      required("rows", LongType, "Records that got so far"),
      optional("share", DoubleType, "Of the records read, 0 to 1; empty for an empty file"),
      required("change", LongType, "Against the step before; 0 or below"),
      required("run_id", StringType, "The run"));

  private final String meaning;
  private final String query;
  private final List<Column> columns;

  View(String meaning, String query, Column... columns) {
    this.meaning = meaning;
    this.query = query;
    this.columns = List.of(columns);
  }

  @Override
  public String meaning() {
    return meaning;
  }

  /** The query that it stands for, over tables with their full names. */
  public String query() {
    return query(ScoreSource.told());
  }

  /** The same where scores tell of themselves in another way. */
  String query(ScoreSource source) {
    return source.in(query);
  }

  @Override
  public List<Column> columns() {
    return columns;
  }

  /** Its columns as Spark sees them, with what they mean as their comments. */
  public StructType schema() {
    StructType schema = new StructType();
    for (Column column : columns) {
      schema = schema.add(column.name(), column.type(), column.nullable(), column.meaning());
    }

    return schema;
  }

  /** The view of a name without its namespace, in whatever case it is written. */
  static Optional<View> of(String bareName) {
    return Stream.of(values())
        .filter(view -> view.bareName().equals(bareName.toLowerCase(Locale.ROOT)))
        .findFirst();
  }
}
