package org.mer.job;

import com.typesafe.config.Config;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.hadoop.fs.Path;
import org.mer.Emotion;
import org.mer.EmotionPolarity;
import org.mer.UsageException;
import org.mer.fusion.FacePrior;
import org.mer.fusion.FittedFusion;
import org.mer.image.FaceScorers;
import org.mer.image.Views;
import org.mer.ingest.Encoding;
import org.mer.ingest.PictureBounds;
import org.mer.ingest.PostReading;
import org.mer.ingest.PostSource;
import org.mer.ingest.SourceFiles;
import org.mer.model.Scorer;
import org.mer.text.TextScorers;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * Scores new posts: {@code scores}, {@code rejects} and {@code ingests} of one run, visible
 * together or not at all. What was scored before, with the same content and by the same models, is
 * not scored again. A stream does so with each batch of files that come into a folder.
 */
@Command(
    name = "score",
    description =
        "Reads new posts (CSV with a header, JSON lines or Parquet with id, text and picture; text or picture may be missing) and scores them by text and face model.")
final class ScoreJob extends Job {
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

  @Option(
      names = "--face-views",
      paramLabel = "NAME",
      description =
          "What is seen of a face: plain, mirrored or shifted (default: what the bundle was calibrated with). Each view costs as much as the first.")
  String faceViews;

  @Mixin StreamOptions streaming;

  @Mixin ModelOptions models;

  private Optional<Views> views = Optional.empty();
  private PostReading reading;
  private SourceFiles files;
  private PostSource source;
  private PostFolder folder;

  @Override
  void check(JobContext context) {
    checkInput(context);
    models.text(context);
    models.face(context);
  }

  /** Finds and checks the files and settings, which is everything but the models. */
  void checkInput(JobContext context) {
    streaming.check();
    try {
      Config settings = context.settings();
      PictureBounds bounds = bounds(settings);
      views = Optional.ofNullable(faceViews).map(Views::named);
      reading = PostReading.of(encoding, bounds, pictures, context.hadoop());
      var unused = unfitted(settings);
      if (streaming.stream) {
        requireAtLeastOne(settings, "score.stream.files");
        requireAtLeastOne(settings, "score.stream.interval-seconds");
        folder = PostFolder.at(locations, context.hadoop());
      } else {
        files = SourceFiles.find(locations, context.hadoop());
        source = reading.source(files.all(), context.spark());
      }
    } catch (IllegalArgumentException e) {
      throw new UsageException(e.getMessage(), e);
    }
  }

  @Override
  String plan(JobContext context) {
    FittedFusion fusion = fusion(context, models);
    return String.format(
        Locale.ROOT,
        "score %s with text model %s and face model %s, fused by %s with text weight %.2f of %s, into %s",
        streaming.stream
            ? "the posts that come into " + folder.uri() + ", remembered in " + checkpoint(context)
            : String.format(
                Locale.ROOT,
                "the posts of %d %s (%,.1f MB)",
                files.all().size(),
                files.all().size() == 1 ? "file" : "files",
                files.bytes() / MEGABYTE),
        models.text(context).version(),
        models.face(context).version(),
        fusion.rule().name(),
        fusion.rule().textWeight(),
        fusion.origin(),
        context.warehouse().root());
  }

  @Override
  void run(JobContext context) {
    Termination termination = new Termination();
    score(
        context,
        TextScorers.of(models.text(context)).get(0),
        views
            .map(some -> FaceScorers.of(models.face(context), some))
            .orElseGet(() -> FaceScorers.of(models.face(context)))
            .get(0),
        streaming.stream ? termination.listening() : termination);
  }

  /** Scores with models of each modality, a stream until it is asked to end. */
  void score(JobContext context, Scorer texts, Scorer faces, Termination termination) {
    PostScoring scoring = new PostScoring(texts, faces, fusion(context, models), views);
    if (streaming.stream) {
      stream(context, scoring, termination);
      return;
    }

    ScoredPosts posts = scoring.score(context, source);
    posts.counts().forEach(context.out()::println);
    posts.reasons().forEach(reason -> context.out().println("  " + reason));
    context
        .out()
        .printf(
            Locale.ROOT,
            "%s: %,d scores by %s; %s%n",
            context.runId(),
            posts.scored(),
            scoring,
            posts.speed());
  }

  private void stream(JobContext context, PostScoring scoring, Termination termination) {
    context
        .out()
        .printf("%s: scores what comes into %s by %s%n", context.runId(), folder.uri(), scoring);
    StreamTotals totals =
        new ScoreStream(
                context,
                folder,
                reading,
                scoring,
                termination,
                (batch, message) -> row(batch, "done", message))
            .run(
                checkpoint(context),
                streaming.trigger(
                    Duration.ofSeconds(
                        context.settings().getLong("score.stream.interval-seconds"))),
                streaming.patience());
    context.out().printf("%s: %s%n", context.runId(), totals);
  }

  private Path checkpoint(JobContext context) {
    return streaming.checkpoint == null
        ? folder.checkpoint(context.warehouse())
        : new Path(streaming.checkpoint);
  }

  private static void requireAtLeastOne(Config settings, String key) {
    if (settings.getInt(key) < 1) {
      throw new UsageException(
          "%s must be at least 1, cannot be: %d".formatted(key, settings.getInt(key)));
    }
  }

  /** The largest picture that is scored. */
  static PictureBounds bounds(Config settings) {
    return new PictureBounds(
        settings.getInt("score.largest-picture.bytes"),
        settings.getInt("score.largest-picture.pixels"));
  }

  /** The champion's; where nothing was promoted, that of the newest fuse run. */
  static FittedFusion fusion(JobContext context, ModelOptions models) {
    return models
        .champion(context)
        .map(FittedFusion::of)
        .or(() -> FittedFusion.newest(context.lake()))
        .orElseGet(() -> unfitted(context.settings()));
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
