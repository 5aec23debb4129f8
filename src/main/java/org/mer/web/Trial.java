package org.mer.web;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.mer.fusion.PostScores;
import org.mer.ingest.Parsed;
import org.mer.ingest.PictureBounds;
import org.mer.ingest.PostEntry;
import org.mer.table.Posteriors;

/**
 * Scores single posts by what scores files of them. A post is a row in memory; it goes through no
 * file, and one after the other is scored.
 */
public final class Trial {
  /** The longest text, in characters. */
  static final int LONGEST_TEXT = 10_000;

  /** Bytes of a form beside its picture: the text in UTF-8, and what divides the parts. */
  private static final long BESIDE = 1 << 16;

  private static final StructType POST =
      new StructType().add("text", DataTypes.StringType).add("pixels", DataTypes.BinaryType);

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final SparkSession spark;
  private final Optional<PostScores> scores;
  private final PictureBounds bounds;
  private final String means;
  private final Semaphore turn = new Semaphore(1, true);

  private Trial(
      SparkSession spark, Optional<PostScores> scores, PictureBounds bounds, String means) {
    this.spark = spark;
    this.scores = scores;
    this.bounds = bounds;
    this.means = means;
  }

  /**
   * Trials by what scores posts, where they are.
   *
   * @param bounds of a picture
   * @param means models and fusion, as the reader sees them
   */
  public static Trial of(
      SparkSession spark, PostScores scores, PictureBounds bounds, String means) {
    return new Trial(spark, Optional.of(scores), bounds, means);
  }

  /**
   * No trials.
   *
   * @param reason a sentence
   */
  public static Trial none(SparkSession spark, PictureBounds bounds, String reason) {
    return new Trial(spark, Optional.empty(), bounds, reason);
  }

  /**
   * What came of a post.
   *
   * @param post as the models saw it
   * @param outcome its row of {@code scores}
   * @param took how long scoring took
   */
  record Verdict(PostEntry.Entered post, Row outcome, Duration took) {
    Optional<List<Double>> posterior(String column) {
      return Optional.ofNullable(outcome.<Row>getAs(column)).map(Posteriors::list);
    }
  }

  /** Whether posts can be scored; if not, {@link #means} says why. */
  boolean isPossible() {
    return scores.isPresent();
  }

  /** Models and fusion. */
  String means() {
    return means;
  }

  /** Bytes that a form may have. */
  long mostBytes() {
    return bounds.bytes() + BESIDE;
  }

  /**
   * Scores a made-up post, so that the first one of a user does not wait for what is only begun.
   */
  public void warmUp() {
    scores.ifPresent(
        some -> score(some, new PostEntry.Entered(Optional.of("good day"), Optional.of(blank()))));
  }

  private static byte[] blank() {
    return new byte[48 * 48];
  }

  /** Scores a post, or says why it cannot be; empty if others are before it for too long. */
  Optional<Parsed<Verdict>> judge(Optional<String> text, Optional<byte[]> picture)
      throws InterruptedException {
    if (!turn.tryAcquire(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
      return Optional.empty();
    }

    try {
      return Optional.of(
          new PostEntry(bounds)
              .entered(text, picture)
              .flatMap(post -> Parsed.usable(score(scores.orElseThrow(), post))));
    } finally {
      turn.release();
    }
  }

  private Verdict score(PostScores by, PostEntry.Entered post) {
    long start = System.nanoTime();
    Row row = RowFactory.create(post.text().orElse(null), post.pixels().orElse(null));
    Row score = by.of(spark.createDataFrame(List.of(row), POST)).first();
    return new Verdict(post, score, Duration.ofNanos(System.nanoTime() - start));
  }
}
