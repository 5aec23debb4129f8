package org.mer.job;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import com.typesafe.config.Config;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.storage.StorageLevel;
import org.mer.EmotionPolarity;
import org.mer.UsageException;
import org.mer.fusion.FacePrior;
import org.mer.fusion.FusionRule;
import org.mer.fusion.PairScores;
import org.mer.fusion.Predictions;
import org.mer.fusion.RuleChoice;
import org.mer.fusion.SyntheticPairs;
import org.mer.fusion.TriedRules;
import org.mer.image.FaceScorers;
import org.mer.image.LabelledFaces;
import org.mer.image.Views;
import org.mer.ingest.TweetCleaner;
import org.mer.model.Bundle;
import org.mer.model.Scorer;
import org.mer.table.Publication;
import org.mer.table.Table;
import org.mer.text.BehaviourSuite;
import org.mer.text.LabelledTweets;
import org.mer.text.TextScorers;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * Scores the held-out rows with every model, draws synthetic pairs, fits the fusion rules on the
 * fitting pairs and scores the test pairs with the best: {@code text_predictions}, {@code
 * behaviour}, {@code face_predictions}, {@code pairs}, {@code fusion_rules} and {@code scores} of
 * one run, visible together or not at all.
 */
@Command(
    name = "fuse",
    description =
        "Scores the held-out rows with text and face models, fits their fusion and scores synthetic pairs.")
final class FuseJob extends Job {
  private static final Logger LOG = LoggerFactory.getLogger(FuseJob.class);

  @Mixin ModelOptions models;

  @Option(
      names = "--face-views",
      paramLabel = "NAME",
      description =
          "What is seen of a face: plain, mirrored or shifted (default: what the bundle was calibrated with).")
  String faceViews;

  @Option(
      names = "--only",
      paramLabel = "MODALITY",
      description = "Scores text or face alone, without pairs and fusion.")
  Modality only;

  @Option(
      names = "--rule",
      paramLabel = "NAME",
      description =
          "Fusion rule: product-of-experts, weighted-mean, confidence-weighted, stacked-regression, or best of them on the fitting pairs (default: mer.fusion.rule).")
  String ruleName;

  @Option(
      names = "--seeds",
      paramLabel = "N",
      description = "How often every face gets a tweet anew (default: mer.fusion.seeds).")
  Integer seeds;

  /** What can be scored. */
  enum Modality {
    TEXT,
    FACE
  }

  @Override
  void check(JobContext context) {
    if (scores(Modality.TEXT)) {
      context.requireRows(Table.TWEETS, "jobs/ingest-tweets.sh");
      models.text(context);
    }

    if (scores(Modality.FACE)) {
      context.requireRows(Table.FACES, "jobs/ingest-faces.sh");
      models.face(context);
      usable(() -> Optional.ofNullable(faceViews).ifPresent(Views::named));
    }

    usable(() -> pairs(context));
    usable(() -> rules(context, FacePrior.of(Map.of())));
    usable(() -> shares(context).forEach(EmotionPolarity::new));
  }

  @Override
  String plan(JobContext context) {
    if (only == Modality.TEXT) {
      return "score the held-out tweets with text model " + models.text(context).version();
    }

    if (only == Modality.FACE) {
      return "score the held-out faces with face model " + models.face(context).version();
    }

    return "score the held-out tweets with text model %s and the held-out faces with face model %s, then fuse %d draws of synthetic pairs, rule %s"
        .formatted(
            models.text(context).version(),
            models.face(context).version(),
            seeds(context),
            ruleName(context));
  }

  @Override
  void run(JobContext context) {
    List<Scorer> texts = scores(Modality.TEXT) ? TextScorers.of(models.text(context)) : List.of();
    List<Scorer> faces = scores(Modality.FACE) ? faceScorers(context) : List.of();
    fuse(context, texts, faces);
  }

  /**
   * Fuses the first scorer of each modality; the others are scored only, and so are all where there
   * is one modality.
   */
  void fuse(JobContext context, List<Scorer> texts, List<Scorer> faces) {
    try (Publication publication = context.lake().publication(context.runId())) {
      Predictions predictions = new Predictions(context.runId());
      Dataset<Row> tweets = LabelledTweets.of(context.lake()).heldOut();
      texts.forEach(
          scorer ->
              append(
                  publication,
                  Table.TEXT_PREDICTIONS,
                  scorer,
                  predictions.ofTweets(scorer, tweets)));
      behaviour(context, predictions, texts)
          .ifPresent(judged -> publication.append(Table.BEHAVIOUR, judged));
      Dataset<Row> pictures = LabelledFaces.of(context.lake()).heldOut();
      faces.forEach(
          scorer ->
              append(
                  publication,
                  Table.FACE_PREDICTIONS,
                  scorer,
                  predictions.ofFaces(scorer, pictures)));
      if (texts.isEmpty() || faces.isEmpty()) {
        context.out().printf("%s: scored without pairs%n", context.runId());
      } else {
        pair(
            context,
            publication,
            publication
                .staged(Table.TEXT_PREDICTIONS)
                .where(col("subject").equalTo(texts.get(0).subject())),
            publication
                .staged(Table.FACE_PREDICTIONS)
                .where(col("subject").equalTo(faces.get(0).subject())));
      }

      publication.publish();
    }
  }

  /** The behavioural cases, cleaned as tweets are, judged for each scorer; written as one. */
  private static Optional<Dataset<Row>> behaviour(
      JobContext context, Predictions predictions, List<Scorer> texts) {
    BehaviourSuite suite = BehaviourSuite.shipped().cleaned(new TweetCleaner()::clean);
    return texts.stream()
        .map(scorer -> predictions.ofBehaviour(scorer, suite, context.spark()))
        .reduce(Dataset::unionByName);
  }

  private static void append(
      Publication publication, Table table, Scorer scorer, Dataset<Row> predictions) {
    long start = System.nanoTime();
    long rows = publication.append(table, predictions);
    double seconds = Duration.ofNanos(System.nanoTime() - start).toMillis() / 1e3;
    LOG.info(
        "{} scored {} rows in {} s, {}/s",
        scorer.subject(),
        "%,d".formatted(rows),
        "%.1f".formatted(seconds),
        "%,.0f".formatted(rows / seconds));
  }

  private List<Scorer> faceScorers(JobContext context) {
    Bundle bundle = models.face(context);
    return faceViews == null
        ? FaceScorers.of(bundle)
        : FaceScorers.of(bundle, Views.named(faceViews));
  }

  private boolean scores(Modality modality) {
    return only == null || only == modality;
  }

  private void pair(
      JobContext context, Publication publication, Dataset<Row> texts, Dataset<Row> faces) {
    publication.append(
        Table.PAIRS, drawn(context, texts, faces).withColumn("run_id", lit(context.runId())));
    Dataset<Row> pairs =
        PairScores.withPosteriors(publication.staged(Table.PAIRS), texts, faces)
            .persist(StorageLevel.MEMORY_AND_DISK());
    try {
      TriedRules tried =
          rules(context, FacePrior.of(labels(faces.where(part("PublicTest")))))
              .among(pairs.where(part(PairScores.FIT)));
      publication.append(Table.FUSION_RULES, tried.rows(context.runId()));
      FusionRule rule = tried.best();
      long scored =
          publication.append(
              Table.SCORES,
              Table.SCORES.completed(
                  new PairScores(rule, shares(context))
                      .of(pairs)
                      .withColumn("scored_at", lit(context.run().moment()))));
      context
          .out()
          .printf(
              "%s: %d scores of synthetic pairs by %s, text weight %.2f, mapping %s%n",
              context.runId(), scored, rule.name(), rule.textWeight(), rule.mapping().version());
    } finally {
      pairs.unpersist();
    }
  }

  private Dataset<Row> drawn(JobContext context, Dataset<Row> texts, Dataset<Row> faces) {
    SyntheticPairs pairs = pairs(context);
    Dataset<Row> testTexts = texts.where(part("test"));
    Dataset<Row> testFaces = faces.where(part("PrivateTest"));
    return pairs
        .byPolarity(
            texts.where(part("validation")), faces.where(part("PublicTest")), PairScores.FIT)
        .unionByName(pairs.byPolarity(testTexts, testFaces, PairScores.TEST))
        .unionByName(pairs.unconditional(testTexts, testFaces, PairScores.TEST));
  }

  private static Map<String, Long> labels(Dataset<Row> faces) {
    Map<String, Long> counts = new HashMap<>();
    faces
        .groupBy("truth")
        .count()
        .collectAsList()
        .forEach(row -> counts.put(row.getString(0), row.getLong(1)));
    return counts;
  }

  private static Column part(String name) {
    return col("part").equalTo(name);
  }

  private RuleChoice rules(JobContext context, FacePrior prior) {
    Config settings = context.settings();
    return RuleChoice.named(
        ruleName(context),
        new EmotionPolarity(settings.getDouble("fusion.surprise-positive")),
        prior,
        settings.getDoubleList("fusion.text-weights"),
        context.seed());
  }

  private SyntheticPairs pairs(JobContext context) {
    return new SyntheticPairs(seeds(context), context.seed());
  }

  private static List<Double> shares(JobContext context) {
    return context.settings().getDoubleList("fusion.surprise-sensitivity");
  }

  private int seeds(JobContext context) {
    return seeds == null ? context.settings().getInt("fusion.seeds") : seeds;
  }

  private String ruleName(JobContext context) {
    return ruleName == null ? context.settings().getString("fusion.rule") : ruleName;
  }

  private static void usable(Runnable setting) {
    try {
      setting.run();
    } catch (IllegalArgumentException e) {
      throw new UsageException(e.getMessage(), e);
    }
  }
}
