package org.mer.job;

import static org.apache.spark.sql.functions.lit;

import com.typesafe.config.Config;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.mer.Emotion;
import org.mer.EmotionPolarity;
import org.mer.UsageException;
import org.mer.fusion.FacePrior;
import org.mer.fusion.FittedFusion;
import org.mer.fusion.PostScores;
import org.mer.image.FaceScorers;
import org.mer.ingest.Encoding;
import org.mer.ingest.Ingestion;
import org.mer.ingest.PictureBounds;
import org.mer.ingest.PostCounts;
import org.mer.ingest.PostIntake;
import org.mer.ingest.PostReading;
import org.mer.ingest.PostSource;
import org.mer.ingest.SourceFiles;
import org.mer.model.Scorer;
import org.mer.table.Lease;
import org.mer.table.Publication;
import org.mer.table.Table;
import org.mer.text.TextScorers;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * Scores new posts: {@code scores}, {@code rejects} and {@code ingests} of one run, visible
 * together or not at all. What was scored before, with the same content and by the same models, is
 * not scored again.
 */
@Command(
    name = "score",
    description =
        "Reads new posts (CSV with a header, JSON lines or Parquet with id, text and picture; text or picture may be missing) and scores them by text and face model.")
final class ScoreJob extends Job {
  private static final Logger LOG = LoggerFactory.getLogger(ScoreJob.class);
  private static final double MEGABYTE = 1e6;

  @Parameters(
      arity = "1..*",
      paramLabel = "FILE",
      description = "Files, folders or globs on any Hadoop file system; text plain, .gz or .bz2.")
  List<String> locations;

  @Option(
      names = "--pictures",
      paramLabel = "URI",
      split = ",",
      description =
          "Folder that absolute paths of pictures may lead into; may be repeated. Relative ones lead into the folder of their file, and nowhere else.")
  List<String> pictures = new ArrayList<>();

  @Option(
      names = "--encoding",
      paramLabel = "NAME",
      defaultValue = "auto",
      description =
          "utf-8, latin-1, or auto: utf-8 where a line is that, else latin-1 (default: ${DEFAULT-VALUE}).")
  Encoding encoding;

  @Mixin ModelOptions models;

  private SourceFiles files;
  private PostSource source;

  @Override
  void check(JobContext context) {
    checkInput(context);
    models.text(context);
    models.face(context);
  }

  /** Finds and checks the files and settings, which is everything but the models. */
  void checkInput(JobContext context) {
    try {
      Config settings = context.settings();
      PictureBounds bounds =
          new PictureBounds(
              settings.getInt("score.largest-picture.bytes"),
              settings.getInt("score.largest-picture.pixels"));
      files = SourceFiles.find(locations, context.hadoop());
      source =
          PostReading.of(encoding, bounds, pictures, context.hadoop())
              .source(files, context.hadoop());
      var unused = unfitted(settings);
    } catch (IllegalArgumentException e) {
      throw new UsageException(e.getMessage(), e);
    }
  }

  @Override
  String plan(JobContext context) {
    FittedFusion fusion = fusion(context);
    return String.format(
        Locale.ROOT,
        "score the posts of %d %s (%,.1f MB) with text model %s and face model %s, fused by %s with text weight %.2f of %s, into %s",
        files.all().size(),
        files.all().size() == 1 ? "file" : "files",
        files.bytes() / MEGABYTE,
        models.text(context).version(),
        models.face(context).version(),
        fusion.rule().name(),
        fusion.rule().textWeight(),
        fusion.origin(),
        context.warehouse().root());
  }

  @Override
  void run(JobContext context) {
    score(
        context,
        TextScorers.of(models.text(context)).get(0),
        FaceScorers.of(models.face(context)).get(0));
  }

  /** Scores with models of each modality. */
  void score(JobContext context, Scorer texts, Scorer faces) {
    // A row may have a picture of megabytes; Spark would hold 4,096 of them at once.
    context.spark().conf().set("spark.sql.parquet.columnarReaderBatchSize", 16);
    FittedFusion fusion = fusion(context);
    PostScores scores = new PostScores(texts, faces, fusion);
    Duration patience = Duration.ofMinutes(context.settings().getLong("score.wait-minutes"));
    try (Lease lease = context.lake().lease(Table.SCORES, context.runId(), patience);
        PostIntake posts =
            PostIntake.of(
                source, scores.scoring(), PostScores.known(context.lake()), context.spark());
        Publication publication = context.lake().publication(context.runId(), lease)) {
      List<PostCounts> counts = publish(context, posts, scores, publication);
      counts.forEach(context.out()::println);
      posts.reasons().forEach(reason -> context.out().println("  " + reason));
      context
          .out()
          .printf(
              Locale.ROOT,
              "%s: %,d scores by text model %s and face model %s, %s, text weight %.2f of %s%n",
              context.runId(),
              counts.stream().mapToLong(PostCounts::scored).sum(),
              texts.version(),
              faces.version(),
              fusion.rule().name(),
              fusion.rule().textWeight(),
              fusion.origin());
    }
  }

  private static List<PostCounts> publish(
      JobContext context, PostIntake posts, PostScores scores, Publication publication) {
    LOG.info("{} posts found", "%,d".formatted(posts.found()));
    List<PostCounts> counts = posts.counts();
    counts.forEach(one -> LOG.info("{}", one));
    long start = System.nanoTime();
    long scored =
        publication.append(
            Table.SCORES,
            Table.SCORES.completed(
                scores.of(posts.fresh()).withColumn("run_id", lit(context.runId()))));
    LOG.info(
        "{} posts scored in {} s",
        "%,d".formatted(scored),
        "%.1f".formatted(Duration.ofNanos(System.nanoTime() - start).toMillis() / 1e3));
    publication.append(Table.REJECTS, posts.rejects().withColumn("run_id", lit(context.runId())));
    long expected = counts.stream().mapToLong(PostCounts::scored).sum();
    if (scored != expected) {
      throw new IllegalStateException(
          "%,d scores were written of %,d posts, so nothing was published (please report this)"
              .formatted(scored, expected));
    }

    Ingestion.Run run =
        new Ingestion.Run(
            context.runId(), context.run().job(), context.run().startedAt(), Version.current());
    publication.append(Table.INGESTS, counts.stream().map(one -> one.row(run)).toList());
    LOG.info("publishing");
    publication.publish();
    return counts;
  }

  private static FittedFusion fusion(JobContext context) {
    return FittedFusion.newest(context.lake()).orElseGet(() -> unfitted(context.settings()));
  }

  private static FittedFusion unfitted(Config settings) {
    Map<String, Long> faces =
        Arrays.stream(Emotion.values())
            .collect(
                Collectors.toMap(
                    Emotion::label,
                    emotion -> settings.getLong("score.face-prior." + emotion.label())));
    return FittedFusion.unfitted(
        new EmotionPolarity(settings.getDouble("fusion.surprise-positive")),
        FacePrior.of(faces),
        settings.getDouble("score.text-weight"));
  }
}
