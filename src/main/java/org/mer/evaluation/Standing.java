package org.mer.evaluation;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.regexp_extract;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.mer.table.Lake;
import org.mer.table.Table;

/**
 * How good a contender is by a yardstick, as its evaluation found.
 *
 * @param yardstick what it is measured by
 * @param macroF1 0 to 1
 * @param calibrationError the expected one, 0 to 1
 */
public record Standing(Yardstick yardstick, double macroF1, double calibrationError) {
  private static final String F1 = "macro_f1";
  private static final String ECE = "ece";

  /**
   * The standings of a fuse run in its newest evaluation.
   *
   * @return those that were measured; empty if it was never evaluated
   */
  public static List<Standing> of(Lake lake, String fuseRunId) {
    Dataset<Row> all = lake.read(Table.METRICS).where(col("fuse_run_id").equalTo(fuseRunId));
    Optional<String> newest =
        all
            .select("run_id")
            .distinct()
            .orderBy(regexp_extract(col("run_id"), "\\d{8}T\\d{6}", 0).desc(), col("run_id").desc())
            .takeAsList(1)
            .stream()
            .map(row -> row.getString(0))
            .findFirst();
    List<Row> figures =
        newest
            .map(
                run ->
                    all.where(col("run_id").equalTo(run).and(col("metric").isin(F1, ECE)))
                        .where("class IS NULL AND pairing_seed IS NULL")
                        .where(col("part").isin(Yardstick.parts().toArray()))
                        .select("subject", "part", "slice", "metric", "value")
                        .collectAsList())
            .orElse(List.of());
    return Arrays.stream(Yardstick.values())
        .flatMap(yardstick -> of(yardstick, figures).stream())
        .toList();
  }

  private static Optional<Standing> of(Yardstick yardstick, List<Row> figures) {
    OptionalDouble f1 = figure(yardstick, F1, figures);
    OptionalDouble error = figure(yardstick, ECE, figures);
    return f1.isPresent() && error.isPresent()
        ? Optional.of(new Standing(yardstick, f1.getAsDouble(), error.getAsDouble()))
        : Optional.empty();
  }

  private static OptionalDouble figure(Yardstick yardstick, String metric, List<Row> figures) {
    return figures.stream()
        .filter(row -> row.getString(3).equals(metric))
        .filter(row -> yardstick.measures(row.getString(0), row.getString(1), row.getString(2)))
        .mapToDouble(row -> row.getDouble(4))
        .findFirst();
  }
}
