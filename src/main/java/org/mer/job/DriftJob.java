package org.mer.job;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.array_max;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.struct;

import java.sql.Timestamp;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;
import org.mer.UsageException;
import org.mer.evaluation.Drift;
import org.mer.evaluation.DriftFigure;
import org.mer.evaluation.Feature;
import org.mer.model.Bundle;
import org.mer.table.Posteriors;
import org.mer.table.Publication;
import org.mer.table.Table;
import org.mer.text.UnknownWords;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * Says whether what was ingested and scored lately still looks like what the models know: inputs
 * against the rows that were there when the model was made, predictions against those of the
 * held-out rows. Drift is no failure: it is a row in {@code mer.drift} and a warning.
 */
@Command(
    name = "drift",
    description =
        "Compares newly ingested and scored rows with what the models know: PSI and Kolmogorov-Smirnov.")
final class DriftJob extends Job {
  private static final Logger LOG = LoggerFactory.getLogger(DriftJob.class);
  private static final String CONFIDENCE = "confidence";
  private static final String PREDICTED = "predicted";
  private static final List<Feature> PREDICTIONS =
      List.of(Feature.classes(PREDICTED), Feature.numbers(CONFIDENCE));

  @Option(
      names = "--since",
      paramLabel = "TIME",
      description =
          "New are the rows of runs that started then or later, as in 2026-01-31T01:00:00Z (default: drift.hours before now).")
  String since;

  @Mixin ModelOptions models;

  private String found;

  /**
   * What is compared for one model.
   *
   * @param subject text or face
   * @param inputs the table that its inputs are ingested into
   * @param features of the inputs
   * @param predictions the table of its predictions of held-out rows
   * @param heldOut the part whose predictions are the reference
   * @param posterior of a scored post: what the model said of it
   * @param classes the struct of its probabilities
   */
  private record Comparison(
      String subject,
      Table inputs,
      List<Feature> features,
      Table predictions,
      String heldOut,
      String posterior,
      StructType classes) {
    static Comparison text() {
      return new Comparison(
          "text",
          Table.TWEETS,
          List.of(
              Feature.numbers("tokens"),
              Feature.numbers(UnknownWords.SHARE),
              Feature.classes("has_link"),
              Feature.classes("has_mention"),
              Feature.classes("polarity")),
          Table.TEXT_PREDICTIONS,
          "test",
          "text_posterior",
          Posteriors.POLARITIES);
    }

    static Comparison face() {
      return new Comparison(
          "face",
          Table.FACES,
          List.of(
              Feature.numbers("brightness"),
              Feature.numbers("contrast"),
              Feature.classes("emotion")),
          Table.FACE_PREDICTIONS,
          "PrivateTest",
          "face_posterior",
          Posteriors.EMOTIONS);
    }
  }

  @Override
  void check(JobContext context) {
    context.requireRows(
        Table.INGESTS, "jobs/ingest-tweets.sh, jobs/ingest-faces.sh or jobs/score.sh");
    checkSettings(context);
    since(context);
  }

  /**
   * Checks the thresholds.
   *
   * @throws UsageException if they cannot be used
   */
  static void checkSettings(JobContext context) {
    drift(context);
  }

  @Override
  String plan(JobContext context) {
    return "compare what was ingested and scored since %s with what the models know"
        .formatted(since(context));
  }

  @Override
  void run(JobContext context) {
    List<Row> rows = new ArrayList<>();
    rows.addAll(compare(context, Comparison.text()));
    rows.addAll(compare(context, Comparison.face()));
    try (Publication publication = context.lake().publication(context.runId())) {
      publication.append(Table.DRIFT, rows);
      publication.publish();
    }

    long drifted = rows.stream().filter(row -> row.getBoolean(6)).count();
    found = "%d of %d comparisons drifted".formatted(drifted, rows.size());
    context.out().printf("%s: of what came since %s, %s%n", context.runId(), since(context), found);
  }

  @Override
  String summary() {
    return found;
  }

  private List<Row> compare(JobContext context, Comparison comparison) {
    Dataset<Row> arrived = current(context, context.lake().read(comparison.inputs()));
    Dataset<Row> scored =
        current(context, context.lake().read(Table.SCORES))
            .where(col(comparison.posterior()).isNotNull());
    if (arrived.isEmpty() && scored.isEmpty()) {
      LOG.info("no {} was ingested or scored since {}", comparison.subject(), since(context));
      return List.of();
    }

    Bundle model =
        comparison.subject().equals("text") ? models.text(context) : models.face(context);
    List<DriftFigure> figures = new ArrayList<>();
    figures.addAll(inputs(context, comparison, model, arrived));
    figures.addAll(predictions(context, comparison, model, scored));
    figures.forEach(figure -> tell(context, comparison.subject(), model.version(), figure));
    return figures.stream()
        .map(figure -> row(context, comparison.subject(), model.version(), figure))
        .toList();
  }

  /**
   * What the model could know: rows ingested before it was made, or else before those that are new.
   */
  private List<DriftFigure> inputs(
      JobContext context, Comparison comparison, Bundle model, Dataset<Row> arrived) {
    Timestamp made = Timestamp.from(Instant.parse(model.manifest().createdAt()));
    Dataset<Row> all = context.lake().read(comparison.inputs());
    Column isEarlier = col("ingested_at").lt(Timestamp.from(since(context)));
    Dataset<Row> known = ofRuns(context, all, isEarlier.and(col("ingested_at").lt(made)));
    Dataset<Row> reference = known.isEmpty() ? ofRuns(context, all, isEarlier) : known;
    return drift(context)
        .of(
            withUnknownWords(comparison, model, reference),
            withUnknownWords(comparison, model, arrived),
            comparison.features());
  }

  private List<DriftFigure> predictions(
      JobContext context, Comparison comparison, Bundle model, Dataset<Row> scored) {
    Dataset<Row> heldOut =
        context
            .lake()
            .read(comparison.predictions())
            .where(
                col("subject")
                    .equalTo(comparison.subject())
                    .and(col("part").equalTo(comparison.heldOut()))
                    .and(col("model_version").equalTo(model.version())));
    String newest = heldOut.agg(max("run_id")).first().getString(0);
    Dataset<Row> said =
        scored.where(col(comparison.subject() + "_model_version").equalTo(model.version()));
    return drift(context)
        .of(
            heldOut.where(col("run_id").equalTo(newest == null ? "" : newest)),
            said.select(likeliest(comparison).as("likeliest"))
                .select(col("likeliest.label").as(PREDICTED), col("likeliest.p").as(CONFIDENCE)),
            PREDICTIONS);
  }

  private static Column likeliest(Comparison comparison) {
    Column[] classes =
        Arrays.stream(comparison.classes().fieldNames())
            .map(
                label ->
                    struct(
                        col(comparison.posterior() + "." + label).as("p"), lit(label).as("label")))
            .toArray(Column[]::new);
    return array_max(array(classes));
  }

  private static Dataset<Row> withUnknownWords(
      Comparison comparison, Bundle model, Dataset<Row> rows) {
    if (comparison.inputs() != Table.TWEETS) {
      return rows;
    }

    // The manual test set was chosen by hand.
    Dataset<Row> tweets = rows.where(col("part").notEqual("manual"));
    return UnknownWords.of(model)
        .map(words -> words.shares(tweets))
        .orElseGet(() -> tweets.withColumn(UnknownWords.SHARE, lit(null).cast("double")));
  }

  private Dataset<Row> current(JobContext context, Dataset<Row> rows) {
    return ofRuns(context, rows, col("ingested_at").geq(Timestamp.from(since(context))));
  }

  private static Dataset<Row> ofRuns(JobContext context, Dataset<Row> rows, Column which) {
    Dataset<Row> runs = context.lake().read(Table.INGESTS).where(which).select("run_id").distinct();
    return rows.join(runs, rows.col("run_id").equalTo(runs.col("run_id")), "left_semi");
  }

  private void tell(JobContext context, String subject, String version, DriftFigure figure) {
    String what =
        "%s %-13s %-3s %.4f of %.4f allowed (%,d rows against %,d of model %s)"
            .formatted(
                subject,
                figure.feature(),
                figure.statistic(),
                figure.value(),
                figure.threshold(),
                figure.currentRows(),
                figure.referenceRows(),
                version);
    context.out().println((figure.isDrifted() ? "drifted  " : "as it was ") + what);
    if (figure.isDrifted()) {
      LOG.warn("drifted: {}", what);
    }
  }

  private Row row(JobContext context, String subject, String version, DriftFigure figure) {
    return RowFactory.create(
        context.runId(),
        subject,
        figure.feature(),
        figure.statistic(),
        figure.value(),
        figure.threshold(),
        figure.isDrifted(),
        version,
        figure.referenceRows(),
        figure.currentRows(),
        Timestamp.from(since(context)),
        Timestamp.from(Instant.now()));
  }

  private Instant since(JobContext context) {
    try {
      return Optional.ofNullable(since)
          .map(Instant::parse)
          .orElseGet(
              () ->
                  context
                      .run()
                      .startedAt()
                      .minus(
                          Duration.ofSeconds(
                              Math.round(
                                  context.settings().getDouble("drift.hours")
                                      * Duration.ofHours(1).toSeconds()))))
          .truncatedTo(ChronoUnit.MICROS);
    } catch (DateTimeException e) {
      throw new UsageException(
          "--since must be a time such as 2026-01-31T01:00:00Z, cannot be: '%s'".formatted(since),
          e);
    }
  }

  private static Drift drift(JobContext context) {
    try {
      return new Drift(
          context.settings().getDouble("drift.psi"), context.settings().getDouble("drift.ks"));
    } catch (IllegalArgumentException e) {
      throw new UsageException("the settings under 'drift' cannot be used: " + e.getMessage(), e);
    }
  }
}
