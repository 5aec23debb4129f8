package org.mer.evaluation;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.max;

import java.sql.Timestamp;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.mer.page.Grid.Line;
import org.mer.page.Numeral;
import org.mer.table.Lake;
import org.mer.table.Table;

/**
 * A model that predicted in a fuse run.
 *
 * @param subject what it is called in the tables of results
 * @param version of its bundle
 * @param temperature of its calibration
 * @param bundle what the table {@code models} says of it; empty for one that was brought along
 */
public record RunModel(
    String subject, String version, double temperature, Optional<Bundle> bundle) {
  private static final String ELSEWHERE = "not in mer.models";

  /**
   * A bundle of the warehouse.
   *
   * @param network name of the network's definition
   * @param parameters number of weights
   * @param trainingRows rows it was fitted on
   * @param created when, UTC
   * @param snapshots of the tables it was fitted on, as JSON
   */
  public record Bundle(
      String network, long parameters, long trainingRows, String created, String snapshots) {}

  /** The models of a run, by subject. */
  static List<RunModel> of(Lake lake, String fuseRunId) {
    Dataset<Row> predicted =
        Stream.of(Table.TEXT_PREDICTIONS, Table.FACE_PREDICTIONS)
            .map(
                table ->
                    lake.read(table)
                        .where(col("run_id").equalTo(fuseRunId))
                        .groupBy("subject", "model_version")
                        .agg(max("temperature").as("scaled_by")))
            .reduce(Dataset::unionByName)
            .orElseThrow();
    Column sameBundle = col("model_version").equalTo(col("version"));
    return predicted
        .join(broadcast(lake.read(Table.MODELS)), sameBundle, "left")
        .orderBy("subject", "model_version")
        .select(
            "subject",
            "model_version",
            "scaled_by",
            "network",
            "parameters",
            "training_rows",
            "created_at",
            "data_snapshots")
        .collectAsList()
        .stream()
        .map(RunModel::of)
        .toList();
  }

  private static RunModel of(Row row) {
    return new RunModel(
        row.getString(0),
        row.getString(1),
        row.getDouble(2),
        row.isNullAt(3)
            ? Optional.empty()
            : Optional.of(
                new Bundle(
                    row.getString(3),
                    row.getLong(4),
                    row.getLong(5),
                    row.<Timestamp>getAs(6).toInstant().truncatedTo(ChronoUnit.SECONDS).toString(),
                    row.getString(7))));
  }

  /** Version, network, weights, training rows, temperature and start, as the reader sees them. */
  Line line() {
    return Line.of(
        subject,
        version,
        bundle.map(Bundle::network).orElse(ELSEWHERE),
        bundle.map(one -> Numeral.count(one.parameters())).orElse(""),
        bundle.map(one -> Numeral.count(one.trainingRows())).orElse(""),
        Numeral.fraction(temperature),
        bundle.map(Bundle::created).orElse(""));
  }
}
