package org.mer.fusion;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sequence;

import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.mer.table.Lake;
import org.mer.table.Table;

/**
 * The test pairs of a fuse run drawn anew, with ten tweets beside each face of a draw instead of
 * one: there are far more test tweets than faces. Fused by the rule that the run chose; nothing is
 * written.
 */
public final class RepeatedPairs {
  private static final int TWEETS = 10;

  private final Lake lake;
  private final String fuseRunId;

  /** The pairs of a fuse run. */
  public RepeatedPairs(Lake lake, String fuseRunId) {
    this.lake = lake;
    this.fuseRunId = fuseRunId;
  }

  /**
   * Their scores: as many draws as the run has, rows as {@link PairScores} makes them.
   *
   * @param seed of the draws
   * @return empty if the run fused nothing
   */
  public Optional<Dataset<Row>> scores(long seed) {
    int draws = (int) of(Table.PAIRS).select("pairing_seed").distinct().count();
    return draws == 0
        ? Optional.empty()
        : FittedFusion.chosenBy(lake, fuseRunId)
            .map(StoredRule::fusionRule)
            .map(rule -> new FusedScores(rule).of(pairs(draws, seed)));
  }

  private Dataset<Row> pairs(int draws, long seed) {
    Dataset<Row> texts =
        of(Table.TEXT_PREDICTIONS)
            .where(col("subject").equalTo("text").and(col("part").equalTo("test")));
    Dataset<Row> faces =
        of(Table.FACE_PREDICTIONS)
            .where(col("subject").equalTo("face").and(col("part").equalTo("PrivateTest")))
            .withColumn("turn", explode(sequence(lit(1), lit(TWEETS))))
            .withColumn("id", concat_ws("/", col("id"), col("turn")));
    return PairScores.withPosteriors(
        new SyntheticPairs(draws, seed).byPolarity(texts, faces, PairScores.TEST), texts, faces);
  }

  private Dataset<Row> of(Table table) {
    return lake.read(table).where(col("run_id").equalTo(fuseRunId));
  }
}
