package org.mer.evaluation;

import static org.apache.spark.sql.functions.col;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.mer.table.Lake;
import org.mer.table.Table;

/**
 * What models said of held-out rows.
 *
 * @param texts rows of {@code text_predictions}
 * @param faces rows of {@code face_predictions}
 * @param scores rows of {@code scores}, of pairs
 */
public record Said(Dataset<Row> texts, Dataset<Row> faces, Dataset<Row> scores) {
  /** What a fuse run said. */
  public static Said of(Lake lake, String fuseRunId) {
    return new Said(
        of(lake, Table.TEXT_PREDICTIONS, fuseRunId),
        of(lake, Table.FACE_PREDICTIONS, fuseRunId),
        of(lake, Table.SCORES, fuseRunId));
  }

  /** The same with other scores. */
  public Said withScores(Dataset<Row> others) {
    return new Said(texts, faces, others);
  }

  private static Dataset<Row> of(Lake lake, Table table, String fuseRunId) {
    return lake.read(table).where(col("run_id").equalTo(fuseRunId));
  }
}
