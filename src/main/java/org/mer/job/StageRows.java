package org.mer.job;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;

import java.util.OptionalLong;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.functions;
import org.mer.table.Lake;
import org.mer.table.Table;

/** How many rows a stage of a night was about, as its tables tell. */
final class StageRows {
  private final Lake lake;

  StageRows(Lake lake) {
    this.lake = lake;
  }

  /** Rows of the run of a job; empty of those that are about none. */
  OptionalLong of(String job, String runId) {
    return switch (job) {
      case "ingest-tweets", "ingest-faces" -> total(Table.INGESTS, runId, sum("rows_kept"));
      case "train-text", "train-image", "combine-text", "combine-image" ->
          total(Table.MODELS, runId, sum("training_rows"));
      case "fuse" -> total(Table.SCORES, runId, functions.count(lit(1)));
      case "evaluate" -> total(Table.METRICS, runId, functions.count(lit(1)));
      case "drift" -> total(Table.DRIFT, runId, functions.count(lit(1)));
      default -> OptionalLong.empty();
    };
  }

  private OptionalLong total(Table table, String runId, Column total) {
    return OptionalLong.of(
        lake.read(table)
            .where(col("run_id").equalTo(runId))
            .agg(coalesce(total, lit(0L)))
            .first()
            .getLong(0));
  }
}
