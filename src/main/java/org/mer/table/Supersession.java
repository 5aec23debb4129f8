package org.mer.table;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.desc;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.substring;

import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import scala.collection.JavaConverters;
import scala.collection.Seq;

/**
 * Keeps {@code superseded}: of the scores of a post each but the latest has a row there, so that
 * nobody needs to rank them all to find it. The latest is that of the run that started last.
 *
 * <p>Whoever writes here holds the lease of {@code scores}. A table that tells of all scores is
 * marked: one that is not was made beside the scores of an older version. It also says whether all
 * scores are timed, which those of an older version are not.
 */
public final class Supersession {
  private static final Logger LOG = LoggerFactory.getLogger(Supersession.class);
  private static final String COMPLETE = "mer.is-complete";
  private static final String TIMED = "mer.is-timed";
  private static final int MOMENT_FROM_END = -22;
  private static final int MOMENT_LENGTH = 15;
  private static final Seq<String> SCORE = names("id", "run_id");
  private static final Column[] COLUMNS = {
    col("id"), col("run_id"), col("emotion"), col("scored_at")
  };

  private final Lake lake;

  /** Of the scores of a lake. */
  public Supersession(Lake lake) {
    this.lake = lake;
  }

  /** Whether a table with these properties tells of all scores. */
  static boolean isComplete(Map<String, String> properties) {
    return Boolean.parseBoolean(properties.get(COMPLETE));
  }

  /** Whether, by these properties of the table, all scores say themselves when they were made. */
  static boolean isTimed(Map<String, String> properties) {
    return Boolean.parseBoolean(properties.get(TIMED));
  }

  /**
   * Writes what is missing of the scores of an older version, once; where nothing is, this costs
   * next to nothing.
   *
   * @param runId the run that does it
   */
  public void catchUp(String runId, Lease lease) {
    if (isComplete(lake.iceberg(Table.SUPERSEDED).properties())) {
      return;
    }

    Dataset<Row> scores = scores();
    if (!scores.isEmpty()) {
      try (Publication publication = lake.publication(runId + "/superseded", lease)) {
        long found = publication.append(Table.SUPERSEDED, among(scores, runId));
        publication.publish();
        LOG.info("{} scores were not the latest of their post", "%,d".formatted(found));
      }
    }

    boolean isTimed = lake.read(Table.SCORES).where("scored_at IS NULL").isEmpty();
    lake.iceberg(Table.SUPERSEDED)
        .updateProperties()
        .set(COMPLETE, "true")
        .set(TIMED, Boolean.toString(isTimed))
        .commit();
    lake.spark().catalog().refreshTable(Table.SUPERSEDED.fullName());
  }

  /**
   * Adds to a publication that scores posts which of the scores are not the latest by it.
   *
   * @param before {@code id}, {@code run_id}, {@code emotion} and {@code scored_at} of all scores
   *     that posts of the run had before it; others may be among them
   */
  public void append(Publication publication, String runId, Dataset<Row> before) {
    Dataset<Row> now =
        publication
            .staged(Table.SCORES)
            .select(COLUMNS)
            .join(before.select("id"), names("id"), "left_semi");
    publication.append(Table.SUPERSEDED, among(before.select(COLUMNS).unionByName(now), runId));
  }

  /** The scores of all posts. */
  private Dataset<Row> scores() {
    return lake.read(Table.SCORES).where("part IS NULL").select(COLUMNS);
  }

  private Dataset<Row> among(Dataset<Row> scores, String runId) {
    WindowSpec latestFirst =
        Window.partitionBy("id")
            .orderBy(
                substring(col("run_id"), MOMENT_FROM_END, MOMENT_LENGTH).desc(), desc("run_id"));
    return scores
        .distinct()
        .join(known(scores), SCORE, "left_anti")
        .withColumn("place", row_number().over(latestFirst))
        .where("place > 1")
        .select(
            lit(runId).as("run_id"),
            col("id"),
            col("run_id").as("score_run_id"),
            col("emotion"),
            coalesce(col("scored_at"), expr(ScoreSource.MOMENT)).as("scored_at"));
  }

  /** What the table tells of scores already. */
  private Dataset<Row> known(Dataset<Row> scores) {
    return lake.read(Table.SUPERSEDED)
        .select(col("id"), col("score_run_id").as("run_id"))
        .join(scores.select("id"), names("id"), "left_semi");
  }

  private static Seq<String> names(String... names) {
    return JavaConverters.asScalaBuffer(List.of(names)).toSeq();
  }
}
