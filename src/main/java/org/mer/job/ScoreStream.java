package org.mer.job;

import static org.apache.spark.sql.functions.col;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeoutException;
import java.util.function.BiFunction;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.streaming.StreamingQuery;
import org.apache.spark.sql.streaming.StreamingQueryException;
import org.apache.spark.sql.streaming.Trigger;
import org.mer.ingest.ArrivedPosts;
import org.mer.ingest.PostReading;
import org.mer.ingest.SourceFile;
import org.mer.table.Table;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Scores the files of a folder as they come, in batches. Each batch is a run of its own, whose
 * scores, rejects, counts and row of {@code runs} become visible together. Spark's checkpoint
 * remembers which files were read; where a process died between the two, the batch comes again with
 * the same number, and the row of {@code runs} tells that nothing is left to do.
 */
final class ScoreStream {
  private static final Logger LOG = LoggerFactory.getLogger(ScoreStream.class);
  private static final long POLL_MILLIS = 200;
  private static final String QUERY_ID = "sql.streaming.queryId";

  private final JobContext context;
  private final PostFolder folder;
  private final PostReading reading;
  private final PostScoring scoring;
  private final Termination termination;
  private final BiFunction<JobContext, String, Row> runs;
  private final CountDownLatch held = new CountDownLatch(1);
  private final StreamTotals totals = new StreamTotals();
  private boolean hasReplayed;

  /**
   * A stream.
   *
   * @param context of the run that reads it, as a whole
   * @param termination tells when it is to end
   * @param runs makes the row of {@code runs} of a batch, of its context and a message
   */
  ScoreStream(
      JobContext context,
      PostFolder folder,
      PostReading reading,
      PostScoring scoring,
      Termination termination,
      BiFunction<JobContext, String, Row> runs) {
    this.context = context;
    this.folder = folder;
    this.reading = reading;
    this.scoring = scoring;
    this.termination = termination;
    this.runs = runs;
  }

  /**
   * Scores until it is asked to end, until no file has come for long, or until the trigger says so.
   *
   * @return what was done
   */
  StreamTotals run(Path checkpoint, Trigger trigger, Optional<Duration> patience) {
    try {
      StreamingQuery query =
          folder.stream(context.spark(), context.settings().getInt("score.stream.files"))
              .writeStream()
              .option("checkpointLocation", checkpoint.toString())
              .trigger(trigger)
              .foreachBatch(this::score)
              .start();
      try {
        while (!query.awaitTermination(POLL_MILLIS)) {
          if (termination.isAsked() || patience.filter(totals::isIdleFor).isPresent()) {
            end(query);
          }
        }
      } finally {
        query.stop();
      }

      return totals;
    } catch (StreamingQueryException e) {
      throw unwrapped(e);
    } catch (TimeoutException e) {
      throw new IllegalStateException(
          "the stream of %s could not be started or stopped in time: start it again"
              .formatted(folder.uri()),
          e);
    }
  }

  /**
   * Stops where no batch is half done. A batch that begins meanwhile is held, and comes again when
   * the stream is started anew.
   */
  private void end(StreamingQuery query) throws TimeoutException {
    termination.ask();
    if (!query.status().isTriggerActive() || held.getCount() == 0) {
      query.stop();
    }
  }

  private void score(Dataset<Row> batch, long number) throws InterruptedException {
    if (termination.isAsked()) {
      held.countDown();
      new CountDownLatch(1).await(); // Spark interrupts it
    }

    // Spark gives each stream a session of its own, which has not the settings that writing needs.
    SparkSession.setActiveSession(context.spark());
    List<SourceFile> files = folder.files(batch);
    String message =
        "batch %d of the stream %s"
            .formatted(number, batch.sparkSession().sparkContext().getLocalProperty(QUERY_ID));
    if (files.isEmpty() || isDone(message)) {
      return;
    }

    totals.begin();
    JobContext run = context.within(Run.start(context.run().job()));
    ArrivedPosts posts = ArrivedPosts.of(reading, files, context.spark());
    posts.unusable().forEach(file -> LOG.warn("set aside as a whole: {}", file.reason()));
    ScoredPosts scored = scoring.score(run, posts, List.of(runs.apply(run, message)));
    totals.add(scored);
    context
        .out()
        .printf(
            Locale.ROOT,
            "batch %d, %s: %,d %s, %,d posts, %,d scored, %,d rejected, %,d scored before, %s%n",
            number,
            run.runId(),
            files.size(),
            files.size() == 1 ? "file" : "files",
            scored.read(),
            scored.scored(),
            scored.rejected(),
            scored.duplicate(),
            scored.speed());
  }

  /** Only the first batch of a process can have been done by another that died behind it. */
  private boolean isDone(String message) {
    if (hasReplayed) {
      return false;
    }

    hasReplayed = true;
    boolean isDone =
        !context
            .lake()
            .read(Table.RUNS)
            .where(col("job").equalTo(context.run().job()).and(col("message").equalTo(message)))
            .isEmpty();
    if (isDone) {
      LOG.info("{} was scored before the stream was started, at {}", message, Instant.now());
    }

    return isDone;
  }

  private static RuntimeException unwrapped(StreamingQueryException thrown) {
    return thrown.getCause() instanceof RuntimeException cause
        ? cause
        : new IllegalStateException(thrown.getMessage(), thrown.getCause());
  }
}
