package org.mer.job;

import static org.apache.spark.sql.functions.lit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Row;
import org.mer.fusion.FittedFusion;
import org.mer.fusion.PostScores;
import org.mer.image.Views;
import org.mer.ingest.ArrivedPosts;
import org.mer.ingest.Ingestion;
import org.mer.ingest.PostCounts;
import org.mer.ingest.PostIntake;
import org.mer.ingest.PostOutcome;
import org.mer.ingest.PostSource;
import org.mer.ingest.UnusableFile;
import org.mer.model.Scorer;
import org.mer.table.Lease;
import org.mer.table.Publication;
import org.mer.table.Supersession;
import org.mer.table.Table;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Scores files of posts with the same models and the same fusion, one run after the other: what a
 * run found becomes visible together, in {@code scores}, {@code rejects} and {@code ingests}, or
 * not at all. What was scored before is not scored again. The lease on the scores is held while
 * files are scored, and not in between.
 */
final class PostScoring {
  private static final Logger LOG = LoggerFactory.getLogger(PostScoring.class);

  private final Scorer texts;
  private final Scorer faces;
  private final FittedFusion fusion;
  private final PostScores scores;

  /**
   * Scoring.
   *
   * @param views of a face that are chosen, over those that its model was calibrated with
   */
  PostScoring(Scorer texts, Scorer faces, FittedFusion fusion, Optional<Views> views) {
    this.texts = texts;
    this.faces = faces;
    this.fusion = fusion;
    PostScores calibrated = new PostScores(texts, faces, fusion);
    this.scores = views.map(Views::label).map(calibrated::seeing).orElse(calibrated);
  }

  /** By what posts are scored, for the user. */
  @Override
  public String toString() {
    return means(texts, faces, fusion);
  }

  /** Models and fusion, for the user. */
  static String means(Scorer texts, Scorer faces, FittedFusion fusion) {
    return "text model %s and face model %s, %s, text weight %.2f of %s"
        .formatted(
            texts.version(),
            faces.version(),
            fusion.rule().name(),
            fusion.rule().textWeight(),
            fusion.origin());
  }

  /** Scores files, all of which hold posts. */
  ScoredPosts score(JobContext context, PostSource source) {
    return score(context, new ArrivedPosts(Optional.of(source), List.of()), List.of());
  }

  /**
   * Scores files.
   *
   * @param context of the run that this is
   * @param runs rows of {@code runs} that become visible with the scores
   */
  ScoredPosts score(JobContext context, ArrivedPosts posts, List<Row> runs) {
    // Posts are kept for half a minute: compressing them takes longer than it saves.
    context.spark().conf().set("spark.sql.inMemoryColumnarStorage.compressed", false);
    // A row may have a picture of megabytes; Spark would hold 4,096 of them at once.
    context.spark().conf().set("spark.sql.parquet.columnarReaderBatchSize", 16);
    Duration patience = Duration.ofMinutes(context.settings().getLong("score.wait-minutes"));
    try (Lease lease = context.lake().lease(Table.SCORES, context.runId(), patience);
        Publication publication = context.lake().publication(context.runId(), lease)) {
      new Supersession(context.lake()).catchUp(context.runId(), lease);
      long start = System.nanoTime();
      Counted counted =
          posts
              .source()
              .map(source -> written(context, source, publication))
              .orElse(new Counted(List.of(), List.of()));
      List<PostCounts> counts = new ArrayList<>(counted.counts());
      posts.unusable().stream().map(UnusableFile::counts).forEach(counts::add);
      if (!posts.unusable().isEmpty()) {
        publication.append(
            Table.REJECTS,
            posts.unusable().stream().map(file -> file.row(context.runId())).toList());
      }

      Ingestion.Run run =
          new Ingestion.Run(
              context.runId(), context.run().job(), context.run().startedAt(), Version.current());
      publication.append(Table.INGESTS, counts.stream().map(one -> one.row(run)).toList());
      if (!runs.isEmpty()) {
        publication.append(Table.RUNS, runs);
      }

      LOG.info("publishing");
      publication.publish();
      return new ScoredPosts(
          counts, counted.reasons(), Duration.ofNanos(System.nanoTime() - start));
    }
  }

  private record Counted(List<PostCounts> counts, List<String> reasons) {}

  private Counted written(JobContext context, PostSource source, Publication publication) {
    try (PostIntake posts =
        PostIntake.of(
            source, scores.scoring(), PostScores.known(context.lake()), context.spark())) {
      LOG.info("{} posts found", "%,d".formatted(posts.found()));
      PostOutcome outcome = posts.outcome();
      outcome.counts().forEach(one -> LOG.info("{}", one));
      long start = System.nanoTime();
      long scored =
          outcome.modalities().isEmpty()
              ? 0
              : publication.append(
                  Table.SCORES,
                  Table.SCORES.completed(
                      scores
                          .of(posts.fresh(outcome), outcome.modalities())
                          .withColumn("run_id", lit(context.runId()))
                          .withColumn("scored_at", lit(context.run().moment()))));
      if (outcome.areSomeScoredAnew()) {
        new Supersession(context.lake()).append(publication, context.runId(), posts.scoredBefore());
      }

      LOG.info(
          "{} posts scored in {} s",
          "%,d".formatted(scored),
          "%.1f".formatted(Duration.ofNanos(System.nanoTime() - start).toMillis() / 1e3));
      if (outcome.hasRejects()) {
        publication.append(
            Table.REJECTS, posts.rejects().withColumn("run_id", lit(context.runId())));
      }

      if (scored != outcome.scored()) {
        throw new IllegalStateException(
            "%,d scores were written of %,d posts, so nothing was published (please report this)"
                .formatted(scored, outcome.scored()));
      }

      return new Counted(
          outcome.counts(),
          outcome.hasRejects()
              ? posts.reasons().stream().map(Object::toString).toList()
              : List.of());
    }
  }
}
