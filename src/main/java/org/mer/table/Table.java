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
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Every table of the lake: its name, its columns and what they mean. The comments here are the ones
 * that the catalogue shows, and {@code docs/tables.md} is held to them by a test.
 */
@SuppressWarnings("ImmutableEnumChecker") // the lists are unmodifiable copies
public enum Table implements Relation {
  /** Kept tweets. */
  TWEETS(
      "One row a kept tweet, cleaned; names are masked and user names stand only as keyed hashes",
      List.of("part"),
      required("id", StringType, "Identity: fingerprint, label, part and number of the occurrence"),
      required(
          "fingerprint",
          StringType,
          "Hash of the cleaned text, 32 hex digits: equal texts share it"),
      required("text", StringType, "The cleaned text"),
      required("tokens", IntegerType, "Its length in tokens"),
      required("characters", IntegerType, "Its length in characters (UTF-16 units)"),
      required("polarity", StringType, "The label: negative, neutral or positive"),
      required(
          "part",
          StringType,
          "train, validation or test by the hash of the fingerprint (80/10/10); manual for the manual test set"),
      required(
          "occurrence",
          IntegerType,
          "1 for the first row with this text and label in this part, 2 for the next; above 1 in official test parts only"),
      required(
          "is_contradictory",
          BooleanType,
          "Whether its text stood under another label as well when it was ingested; a later row may contradict an earlier one, so ask by fingerprint"),
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
      required("id", StringType, "Identity: fingerprint, label, part and number of the occurrence"),
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
      optional(
          "ferplus_emotion",
          StringType,
          "What most of ten people saw in it (FER+), where its votes were given and there is a majority for one of the seven"),
      optional(
          "ferplus_votes",
          DataTypes.createArrayType(DataTypes.IntegerType),
          "Votes of FER+ for neutral, happiness, surprise, sadness, anger, disgust, fear, contempt, unknown, no face"),
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
      required("is_blank", BooleanType, "Whether all pixels are equal"),
      required(
          "is_contradictory",
          BooleanType,
          "Whether its pixels stood under another label as well when it was ingested"),
      required(
          "is_across_parts",
          BooleanType,
          "Whether its pixels stood in another part as well when it was ingested"),
      required("source", StringType, "URI of the file it came from"),
      required("row_number", LongType, "Its row in that file, from 1 (the header is row 1)"),
      required("run_id", StringType, "The run that ingested it")),

  /** Texts that are nearly the same. */
  NEAR_DUPLICATES(
      "One row a text that is nearly the same as another: their sets of word pairs overlap by the threshold or more",
      List.of(),
      required("fingerprint", StringType, "tweets.fingerprint"),
      required(
          "other",
          StringType,
          "tweets.fingerprint of the text that stands for its neighbourhood, the smaller of the two"),
      required("similarity", DoubleType, "Jaccard similarity of their sets of word pairs, 0 to 1"),
      required("run_id", StringType, "The run that found it")),

  /** Quarantine. */
  REJECTS(
      "One row a record that could not be used, or a post that was scored without its text or its picture, as that could not be used",
      List.of(),
      required("run_id", StringType, "The run that met it"),
      required("source", StringType, "URI of the file it came from"),
      required("row_number", LongType, "Its row in that file, from 1; 0 for a file as a whole"),
      required("reason", StringType, "Why it was set aside"),
      required(
          "raw", StringType, "The record as read, at most 1,000 characters, user names masked")),

  /** What each ingest did. */
  INGESTS(
      "One row a source and run that read it: rows_read = rows_kept + rows_rejected + rows_duplicate",
      List.of(),
      required("run_id", StringType, "The run"),
      required("job", StringType, "ingest-tweets, ingest-faces or score"),
      required("source", StringType, "URI of the file"),
      required("bytes", LongType, "Size of the file in bytes"),
      required("sha256", StringType, "SHA-256 of the file, 64 hex digits"),
      required("rows_read", LongType, "Records in the file; a header is none"),
      required("rows_kept", LongType, "Rows added to tweets, faces or scores"),
      required("rows_rejected", LongType, "Rows set aside in rejects"),
      required(
          "rows_duplicate",
          LongType,
          "Rows that were there already, in this run or an earlier one"),
      required(
          "rows_contradictory",
          LongType,
          "Kept rows whose text or picture stands under another label as well"),
      required(
          "rows_changed",
          DataTypes.createMapType(StringType, LongType),
          "Usable rows that each cleaning rule changed, by its name"),
      required(
          "seconds", DoubleType, "Duration of the run so far in seconds, its sources together"),
      required("ingested_at", TimestampType, "When the run started, UTC"),
      required("version", StringType, "Version of this software")),

  /** What the quality gate said. */
  DATA_QUALITY(
      "One row a constraint and ingest run, of refused ingests too",
      List.of(),
      required("run_id", StringType, "The ingest run"),
      required(
          "table_name", StringType, "The table that was to gain rows: mer.tweets or mer.faces"),
      required(
          "constraint_name", StringType, "Name of the constraint, as settings and --accept say"),
      required(
          "measure",
          StringType,
          "What is measured: rows-read, rows-kept, rejected-share, duplicate-share, completeness, mean, standard-deviation, quantile Q, distinctness, share, least-share or distance"),
      optional(
          "expression",
          StringType,
          "The column or predicate that is measured, and behind WHERE of which rows; empty for counts of the ingest"),
      optional(
          "value",
          DoubleType,
          "The figure in the unit of its column, shares 0 to 1; empty where there is none"),
      optional(
          "reference_value",
          DoubleType,
          "The figure of the last accepted ingest that had rows enough; empty for distance"),
      optional("low", DoubleType, "Least value that was allowed"),
      optional("high", DoubleType, "Greatest value that was allowed"),
      required(
          "rows_judged",
          LongType,
          "Rows it is taken over: records read for counts of the ingest, else new rows"),
      required(
          "outcome",
          StringType,
          "passed, failed (the ingest is refused), accepted (fails, but was let pass) or not-judged"),
      optional(
          "message",
          StringType,
          "Which bound is broken, why it was not judged, or which label is the rarest"),
      optional("accepted_by", StringType, "Of an accepted one: the user who asked with --accept"),
      optional(
          "histogram",
          DataTypes.createMapType(StringType, LongType),
          "Of least-share and distance: rows by bin"),
      required(
          "is_reference",
          BooleanType,
          "Whether later ingests are compared with it: the ingest was accepted and had rows enough"),
      required("judged_at", TimestampType, "UTC")),

  /** Every job's run. */
  RUNS(
      "One row a run of a job; the only table that a failed job writes to",
      List.of(),
      required("run_id", StringType, "The run: job, start and a random part"),
      required("job", StringType, "Name of the job"),
      required("started_at", TimestampType, "UTC"),
      required("finished_at", TimestampType, "UTC"),
      required("status", StringType, "done, failed, refused by the quality gate, or not-promoted"),
      optional(
          "message",
          StringType,
          "Of a failed or refused run: the sentence it ended with; of a batch of a stream: which one it is; of maintain: what went"),
      required("seed", LongType, "Seed of everything that was drawn at random"),
      required("arguments", StringType, "The command line, with values of secret settings masked"),
      required("settings", StringType, "All settings as JSON, secrets masked"),
      required("version", StringType, "Version of this software"),
      required("spark_version", StringType, "Version of Spark"),
      required("cores", IntegerType, "Cores that Spark had when the run ended")),

  /** Stages of nights. */
  STAGES(
      "One row a stage of a nightly retraining that is owed, began or ended; the newest of a night and stage counts",
      List.of(),
      required("run_id", StringType, "The nightly run that wrote it"),
      required(
          "night",
          StringType,
          "The night: the nightly run that began it; one that was started again to end it has another run_id"),
      required(
          "stage",
          StringType,
          "ingest-tweets, ingest-faces, train-text and train-image (with -NETWORK behind, if there are several), combine-text, combine-image, fuse, evaluate, promote, drift or maintain"),
      required(
          "stage_run_id",
          StringType,
          "The run that did the stage: runs.run_id; of one that is owed, the night"),
      required(
          "status",
          StringType,
          "started, done, failed, refused (by the quality gate) or not-promoted; what was started and nothing more was killed, or is under way; owed is what the night is to end with (drift, maintain) until that is started"),
      required("started_at", TimestampType, "UTC"),
      required("written_at", TimestampType, "UTC: when it began or ended"),
      required("seconds", DoubleType, "Duration in seconds; 0 if it began"),
      required(
          "core_seconds",
          DoubleType,
          "Seconds that executors spent in its tasks, summed over the tasks; 0 if it began"),
      optional(
          "rows",
          LongType,
          "Rows that it added (ingest), learned from (train), scored (fuse) or wrote (evaluate, drift)"),
      optional("message", StringType, "What there is to say of its end, a sentence")),

  /** Learning curves. */
  EPOCHS(
      "One row an epoch of a training run",
      List.of(),
      required("run_id", StringType, "The training run"),
      required("subject", StringType, "What is trained: text/lstm, face/cnn"),
      required("epoch", IntegerType, "From 1"),
      required("examples", LongType, "Examples fitted in this epoch"),
      required("seconds", DoubleType, "Duration of the epoch's fitting in seconds"),
      required(
          "fit_seconds",
          DoubleType,
          "Seconds that a worker spent in fitting steps, mean over the workers; the rest of seconds is making minibatches, Spark, averaging and waiting"),
      required("examples_per_second", DoubleType, "examples / seconds, over all workers"),
      required(
          "train_loss",
          DoubleType,
          "Mean training loss of the epoch: cross entropy in nats, regularisation included"),
      required("validation_loss", DoubleType, "Cross entropy on the validation part in nats"),
      required("validation_accuracy", DoubleType, "0 to 1"),
      required("validation_macro_f1", DoubleType, "0 to 1"),
      required("learning_rate", DoubleType, "At the end of the epoch"),
      required("gradient_norm", DoubleType, "Mean Euclidean norm of the minibatches' gradients"),
      required(
          "native_bytes",
          LongType,
          "The most memory outside the Java heap that a worker's process held"),
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

  /** Which models are the champion, and why. */
  PROMOTIONS(
      "One row a decision on a text model, a face model and their fusion; the newest that is a promotion or a rollback names the champion",
      List.of(),
      required("run_id", StringType, "The run that decided"),
      required(
          "number",
          LongType,
          "From 1, in the order of the decisions; the highest that is no refusal is in force"),
      required("decided_at", TimestampType, "UTC"),
      required(
          "action",
          StringType,
          "promote, refuse (the champion stays) or rollback (to an earlier champion)"),
      required("text_version", StringType, "models.version of the text model that it is about"),
      required("text_path", StringType, "URI of its folder"),
      required("face_version", StringType, "models.version of the face model"),
      required("face_path", StringType, "URI of its folder"),
      required("fuse_run_id", StringType, "The fuse run that scored the held-out rows with both"),
      required("fusion_rule", StringType, "The rule that it chose, as in fusion_rules.parameters"),
      optional(
          "previous_text_version",
          StringType,
          "Of the champion before the decision, as above; empty, like the next five, if there was none"),
      optional("previous_text_path", StringType, "URI of its folder"),
      optional("previous_face_version", StringType, "models.version"),
      optional("previous_face_path", StringType, "URI of its folder"),
      optional("previous_fuse_run_id", StringType, "Its fuse run"),
      optional("previous_fusion_rule", StringType, "Its rule"),
      required(
          "reasons",
          DataTypes.createArrayType(StringType, false),
          "Why, a sentence each: all that speaks against it, or how it compares"),
      required(
          "figures",
          DataTypes.createMapType(StringType, DoubleType, false),
          "What was looked at, by name: SUBJECT/macro_f1, SUBJECT/ece, SUBJECT/accuracy, SUBJECT/champion_accuracy, SUBJECT/rows (that both scored), SUBJECT/mcnemar_p (one-sided), SUBJECT/SLICE/worse_by; SUBJECT is text, face, polarity or emotion, the last two of fused pairs"),
      required("decided_by", StringType, "The user that Spark ran as")),

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

  /** Behavioural tests. */
  BEHAVIOUR(
      "One row a case of the behavioural test set and text model: made-up posts that each ask for one ability",
      List.of(),
      required("run_id", StringType, "The fuse run"),
      required(
          "id", StringType, "The case: its capability and number within it; unique with subject"),
      required("subject", StringType, "text for the network, text/NAME for a baseline"),
      required("model_version", StringType, "models.version"),
      required(
          "capability",
          StringType,
          "vocabulary, negation, intensity, irony, names, links, typos, contrast, time, emotion or slang"),
      required(
          "kind",
          StringType,
          "minimum-functionality (the text has its polarity), invariance (a change that means nothing keeps the polarity) or direction (a change moves the probability)"),
      required(
          "polarity",
          StringType,
          "negative or positive: what the text is; of a direction where the other text must go"),
      optional(
          "least_change",
          DoubleType,
          "Of a direction: how much more negative or positive the other text must be, a difference of probabilities, above 0 and below 1"),
      required("text", StringType, "The text, cleaned as tweets are"),
      optional(
          "other_text",
          StringType,
          "The changed text, cleaned likewise; empty for minimum-functionality"),
      required(
          "positive",
          DoubleType,
          "Calibrated probability that the text is positive rather than negative, 0 to 1; the model says positive above 0.5"),
      optional(
          "other_positive",
          DoubleType,
          "The same of the other text; empty for minimum-functionality"),
      required("passed", BooleanType, "Whether the model did what the case asks for")),

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
          "is_duplicate", BooleanType, "Whether the same pixels stand in another row of faces")),

  /** Which tweet was put beside which face. */
  PAIRS(
      "One row a synthetic pair of a held-out tweet and a held-out face, and pairing seed",
      List.of("part"),
      required("run_id", StringType, "The fuse run"),
      required("pair_id", StringType, "Identity within the run: part, control, seed and face"),
      required("pairing_seed", IntegerType, "Which of the repeated draws, from 1"),
      required(
          "part",
          StringType,
          "pairs-fit (tweets of validation, faces of PublicTest) or pairs-test (test, PrivateTest)"),
      required(
          "control",
          StringType,
          "none for a pair drawn by polarity, unconditional for one drawn without regard to the labels"),
      required("text_id", StringType, "tweets.id"),
      required("face_id", StringType, "faces.id; each face stands once in a seed and control"),
      required("text_truth", StringType, "The label of the tweet: negative or positive"),
      required("face_truth", StringType, "The label of the face: an emotion"),
      required(
          "kind",
          StringType,
          "polar where the face has a polarity, which the tweet shares unless the control says otherwise; else neutral or surprise"),
      required("is_synthetic_pair", BooleanType, "True: nobody posted this text with this face")),

  /** Which fusion rules were tried. */
  FUSION_RULES(
      "One row a fusion rule that a fuse run tried on the fitting pairs; its figures are of held-out folds of them",
      List.of(),
      required("run_id", StringType, "The fuse run"),
      required(
          "rule",
          StringType,
          "product-of-experts, weighted-mean, confidence-weighted or stacked-regression"),
      required(
          "parameters",
          StringType,
          "The rule as fitted on all fitting pairs, as JSON: rule, surprisePositive, faceCounts (of the prior), textWeight, coefficients"),
      optional(
          "log_loss",
          DoubleType,
          "What is chosen by: polarity_log_loss + emotion_log_loss in nats; empty, like the other figures, where pairs were too few to hold any out"),
      optional(
          "polarity_log_loss",
          DoubleType,
          "Mean negative log-likelihood of the true polarity, negative against positive, over polar pairs, in nats"),
      optional(
          "emotion_log_loss",
          DoubleType,
          "Mean negative log-likelihood of the true emotion over all pairs, in nats"),
      optional(
          "accuracy",
          DoubleType,
          "Share of the polar pairs whose polarity is right, negative against positive, 0 to 1"),
      optional("emotion_accuracy", DoubleType, "Share of the pairs whose emotion is right, 0 to 1"),
      required("polar_pairs", LongType, "Held-out pairs that are negative or positive"),
      required("pairs", LongType, "Held-out pairs"),
      required("chosen", BooleanType, "Whether the scores of the run were made with it")),

  /** Fused posteriors. */
  SCORES(
      "One row a fused score of a synthetic pair or of a post",
      List.of("part"),
      required("run_id", StringType, "The run"),
      required(
          "id", StringType, "The pair (pairs.pair_id) or the post; unique with run_id and control"),
      required("emotion", StringType, "The likeliest emotion"),
      required("polarity", StringType, "The likeliest polarity"),
      required("confidence", DoubleType, "Fused probability of the likeliest emotion, 0 to 1"),
      required("posterior", Posteriors.EMOTIONS, "Fused probabilities of the emotions"),
      required(
          "polarity_posterior",
          Posteriors.POLARITIES,
          "Fused probabilities of the polarities; surprise is divided in the light of the text"),
      optional("truth_emotion", StringType, "Of a pair: the label of the face"),
      optional(
          "truth_polarity",
          StringType,
          "Of a pair: the polarity of the face, empty for surprise, which has none"),
      optional(
          "text_posterior",
          Posteriors.POLARITIES,
          "What the text said alone; empty without a text"),
      optional(
          "face_posterior", Posteriors.EMOTIONS, "What the face said alone; empty without a face"),
      optional("part", StringType, "Of a pair: pairs-fit or pairs-test; empty for a post"),
      optional(
          "control",
          StringType,
          "Of a pair: none, unconditional (drawn without regard to the labels), face-prior or text-prior (that modality withheld), or surprise:positive=SHARE (another mapping)"),
      optional("kind", StringType, "Of a pair: polar, neutral or surprise"),
      optional("pairing_seed", IntegerType, "Of a pair: which of the repeated draws, from 1"),
      required(
          "is_synthetic_pair", BooleanType, "Whether text and face were put together by a draw"),
      optional(
          "is_conflicting",
          BooleanType,
          "Whether text and face lean to opposite polarities; empty if one is missing"),
      required("rule", StringType, "The fusion rule"),
      required(
          "text_weight",
          DoubleType,
          "How much the text counts against the face, at least 0; 1 if both are trusted alike, and for stacked-regression"),
      required("mapping_version", StringType, "The mapping from emotions to polarity"),
      required(
          "surprise_positive",
          DoubleType,
          "Share of surprise that the mapping counts as positive, 0 to 1"),
      optional("text_model_version", StringType, "models.version; empty without a text"),
      optional("face_model_version", StringType, "models.version; empty without a face"),
      optional(
          "text_influence",
          DoubleType,
          "Of a post: how far the fused emotions lie from what they were without the text (total variation distance, 0 to 1); 1 where the text is all there is, 0 without one"),
      optional("face_influence", DoubleType, "Of a post: the same of the face"),
      optional(
          "fingerprint",
          StringType,
          "Of a post: hash of its cleaned text and its pixels, 32 hex digits"),
      optional(
          "scoring",
          StringType,
          "Of a post: hash of the models, the rule and its weights; what has the same id, fingerprint and scoring is not scored again"),
      optional("source", StringType, "Of a post: URI of the file it came from"),
      optional("row_number", LongType, "Of a post: its row in that file, from 1"),
      optional(
          "scored_at",
          TimestampType,
          "When the run started, UTC, in whole seconds; empty in rows of older versions, where run_id tells it")),

  /** Which scores are not the latest of their post. */
  SUPERSEDED(
      "One row a score of a post that a later one took the place of; with what scores are filtered by, so that few are joined",
      List.of(),
      required(
          "run_id", StringType, "The run that wrote this, in most cases that of the later score"),
      required("id", StringType, "scores.id"),
      required("score_run_id", StringType, "scores.run_id of the score that is not the latest"),
      required("emotion", StringType, "scores.emotion"),
      required(
          "scored_at",
          TimestampType,
          "scores.scored_at, or where that is empty the moment that score_run_id tells, UTC")),

  /** Every figure. */
  METRICS(
      "One row a figure with its 95 % interval",
      List.of(),
      required("run_id", StringType, "The evaluate run"),
      required("fuse_run_id", StringType, "The fuse run that was evaluated"),
      required(
          "subject",
          StringType,
          "What is judged: text, face, fusion, or one of them with /NAME for a baseline"),
      required(
          "dataset",
          StringType,
          "sentiment140, fer2013 or the name that the settings give other data; synthetic-pairs; or behaviour"),
      required(
          "part",
          StringType,
          "validation, test, manual; PublicTest, PrivateTest; pairs-test; or behaviour"),
      required(
          "slice",
          StringType,
          "all or a condition. Tweets: polar; of the polar ones of test and manual tokens:1-5, tokens:6-10, tokens:11-20, tokens:21+, link:yes, link:no, mention:yes, mention:no. Faces: without_duplicates; of PrivateTest brightness:dark (below 115), brightness:middle, brightness:bright (from 144), contrast:low (below 48), contrast:middle, contrast:high (from 60). Pairs: all (seven classes), emotion (those that are polar, seven classes), neutral-or-surprise (the others, seven classes), polar (negative or positive), conflicting, control:NAME, surprise:positive=SHARE. Behaviour: capability=NAME, kind=NAME"),
      optional(
          "pairing_seed",
          IntegerType,
          "Of pairs: the draw; empty for the mean over the draws, and for what is not drawn"),
      required(
          "metric",
          StringType,
          "accuracy, precision, recall, f1, support, roc_auc, nll, brier, ece; macro_ and weighted_ before, _uncalibrated (without the temperature) behind; ece_by_chance: the ece that confidences which are exactly right would have on so many rows; ece_p: how likely they would have at least this ece; ece_repeated: the ece of fusion where each face of a draw has ten tweets, which leaves less of it to chance; max_deviation of a control from what it must give back; mcnemar_p: two-sided p-value against the subject in class; accuracy_change: accuracy less that of the subject in class on the same rows, -1 to 1; pass_rate: share of the cases of behaviour that passed"),
      optional(
          "class",
          StringType,
          "The class, one against the rest; empty for the whole; for mcnemar_p and accuracy_change the other subject, SUBJECT@RUN_ID of an earlier fuse run"),
      required(
          "value",
          DoubleType,
          "The figure: fractions 0 to 1; nll in nats; brier 0 to 2 (summed over the classes); support in rows"),
      optional("ci_low", DoubleType, "Lower end of the 95 % interval"),
      optional("ci_high", DoubleType, "Upper end of the 95 % interval"),
      required(
          "n",
          LongType,
          "Rows it is taken over: of a class, those predicted (precision) or labelled (others) so; of a mean over draws, those of one draw")),

  /** Whether new rows still look like those that the models know. */
  DRIFT(
      "One row a feature and statistic: how far new rows are from what the model knows",
      List.of(),
      required("run_id", StringType, "The drift run"),
      required("subject", StringType, "text or face: which model the rows are for"),
      required(
          "feature",
          StringType,
          "Of inputs tokens, unknown_words (share of a text), has_link, has_mention, polarity, brightness, contrast or emotion; of predictions predicted (the class) or confidence"),
      required(
          "statistic",
          StringType,
          "psi: population stability index over the deciles of the reference, or the classes; ks: Kolmogorov-Smirnov distance, 0 to 1"),
      required("value", DoubleType, "The figure, at least 0"),
      required(
          "threshold",
          DoubleType,
          "Above it the feature has drifted: drift.psi or drift.ks, or what comes by chance in samples so small"),
      required("is_drifted", BooleanType, "Whether the value is above the threshold"),
      required(
          "reference_version",
          StringType,
          "models.version of the model whose reference it is: of inputs the rows ingested before it was made, of predictions what it said of the held-out rows"),
      required("reference_rows", LongType, "Rows of the reference that have a value"),
      required("current_rows", LongType, "New rows that have a value"),
      required("since", TimestampType, "UTC: new are the rows of runs that started then or later"),
      required("measured_at", TimestampType, "UTC")),

  /** Confusion matrices. */
  CONFUSION(
      "One row a cell of a confusion matrix that is not empty",
      List.of(),
      required("run_id", StringType, "The evaluate run"),
      required("subject", StringType, "As in metrics"),
      required("dataset", StringType, "As in metrics"),
      required("part", StringType, "As in metrics"),
      required("slice", StringType, "As in metrics"),
      required("truth", StringType, "The label"),
      required("predicted", StringType, "What the subject said"),
      required("n", LongType, "Rows; of pairs, summed over the draws")),

  /** Reliability diagrams. */
  CALIBRATION(
      "One row a bin of a reliability diagram: fifteen bins of equal width by confidence",
      List.of(),
      required("run_id", StringType, "The evaluate run"),
      required("subject", StringType, "As in metrics"),
      required("dataset", StringType, "As in metrics"),
      required("part", StringType, "As in metrics"),
      required("slice", StringType, "As in metrics"),
      required("stage", StringType, "before or after temperature scaling"),
      required("bin", IntegerType, "0 to 14"),
      required("bin_low", DoubleType, "Lowest confidence of the bin"),
      required("bin_high", DoubleType, "Highest confidence of the bin"),
      optional(
          "mean_confidence",
          DoubleType,
          "Mean probability of the predicted class, 0 to 1; empty if no row is in the bin"),
      optional(
          "accuracy", DoubleType, "Share that was right, 0 to 1; empty if no row is in the bin"),
      required("n", LongType, "Rows in the bin; of pairs, summed over the draws"));

  private static final String NAMESPACE = "mer";

  /**
   * Some hundred thousand rows; with groups of a quarter of that, a query over all rows takes a
   * quarter longer.
   */
  private static final int ID_GROUP_BYTES = 16 << 20;

  /**
   * Of a full group, of some hundred and twenty thousand rows, the filter errs about once in fifty
   * times. A file of one row has as large a one.
   */
  private static final int ID_FILTER_BYTES = 128 << 10;

  /** Some nights of a few hundred thousand posts, so that a day is in few files. */
  private static final int ID_FILE_BYTES = 128 << 20;

  private final String meaning;
  private final List<String> partitioning;
  private final List<Column> columns;

  Table(String meaning, List<String> partitioning, Column... columns) {
    this.meaning = meaning;
    this.partitioning = partitioning;
    this.columns = List.of(columns);
  }

  @Override
  public String meaning() {
    return meaning;
  }

  @Override
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

  /** Rows with the columns that they lack and that may be empty, which are empty then. */
  public Dataset<Row> completed(Dataset<Row> rows) {
    List<String> present = List.of(rows.columns());
    return rows.withColumns(
        columns.stream()
            .filter(column -> column.nullable() && !present.contains(column.name()))
            .collect(
                Collectors.toMap(Column::name, column -> functions.lit(null).cast(column.type()))));
  }

  /**
   * Whether its rows are what later runs work on, so that an empty value in a required column would
   * make them useless; rows of the other tables tell of the run that wrote them.
   */
  boolean isWorkedOn() {
    return this == TWEETS || this == FACES;
  }

  static String namespace() {
    return NAMESPACE;
  }

  /**
   * How its files are written, in Iceberg's words. One post is looked for in all of {@code scores},
   * in whose files ids have no order: a filter of ids beside each group of rows tells in which it
   * is not.
   */
  Map<String, String> settings() {
    Map<String, String> settings =
        new TreeMap<>(
            Map.of(
                "write.parquet.compression-codec", "zstd",
                "write.wap.enabled", "true"));
    if (this == SCORES) {
      settings.put("write.parquet.bloom-filter-enabled.column.id", "true");
      settings.put("write.parquet.bloom-filter-max-bytes", Integer.toString(ID_FILTER_BYTES));
      settings.put("write.parquet.row-group-size-bytes", Integer.toString(ID_GROUP_BYTES));
      settings.put("write.target-file-size-bytes", Integer.toString(ID_FILE_BYTES));
    }

    return settings;
  }

  /**
   * How its rows lie where small files were put together; of most tables as they came. What
   * analysts ask of scores is then in few groups of rows: an emotion in one of seven, and
   * conflicts, which are rare, apart from the rest.
   */
  Optional<Layout> layout() {
    return this == SCORES
        ? Optional.of(new Layout("scored_at", List.of("is_conflicting", "emotion")))
        : Optional.empty();
  }

  String ddl() {
    String partitions =
        partitioning.isEmpty() ? "" : " PARTITIONED BY (" + String.join(", ", partitioning) + ")";
    return """
        CREATE TABLE IF NOT EXISTS %s (%s) USING iceberg%s COMMENT '%s'
        TBLPROPERTIES (%s, 'format-version'='2')"""
        .formatted(
            fullName(),
            columns.stream().map(Column::ddl).collect(Collectors.joining(", ")),
            partitions,
            meaning.replace("'", "\\'"),
            settings().entrySet().stream()
                .map(setting -> "'%s'='%s'".formatted(setting.getKey(), setting.getValue()))
                .collect(Collectors.joining(", ")));
  }
}
