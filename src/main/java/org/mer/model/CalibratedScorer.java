package org.mer.model;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.struct;

import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;

/**
 * Scores with whatever tells the probabilities of some classes, and calibrates these.
 *
 * @param subject its name in result tables
 * @param version of the bundle it came from
 * @param calibration of the probabilities
 * @param classes labels in the order of the probabilities
 * @param posterior the struct of all labels; those that are no classes have probability 0
 * @param scoring adds the column {@value #PROBABILITIES}, an array, to rows
 */
public record CalibratedScorer(
    String subject,
    String version,
    TemperatureScaling calibration,
    List<String> classes,
    StructType posterior,
    UnaryOperator<Dataset<Row>> scoring)
    implements Scorer {
  /** The column that scoring adds: one probability a class, summing to 1. */
  public static final String PROBABILITIES = "probabilities";

  /** The classes are copied. */
  public CalibratedScorer {
    classes = List.copyOf(classes);
  }

  @Override
  public double temperature() {
    return calibration.temperature();
  }

  @Override
  public Dataset<Row> score(Dataset<Row> rows) {
    List<Column> calibrated = calibration.apply(col(PROBABILITIES), classes.size());
    Column[] labels =
        Arrays.stream(posterior.fieldNames())
            .map(label -> probability(label, calibrated).as(label))
            .toArray(Column[]::new);
    return scoring.apply(rows).withColumn("posterior", struct(labels)).drop(PROBABILITIES);
  }

  private Column probability(String label, List<Column> calibrated) {
    int index = classes.indexOf(label);
    return index < 0 ? lit(0.0) : calibrated.get(index);
  }
}
