package org.mer.evaluation;

import static org.apache.spark.sql.functions.aggregate;
import static org.apache.spark.sql.functions.array_max;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.element_at;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.log;
import static org.apache.spark.sql.functions.map_values;
import static org.apache.spark.sql.functions.pow;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.transform_values;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.mer.evaluation.Evaluation.Stage;
import org.mer.table.Lake;

/**
 * Measures a fuse run. Each family of figures is one aggregation over the predictions, which stay
 * where they are; the driver gets counts and sums by group.
 */
public final class Evaluator {
  /** Probabilities below it are taken for it: a loss of 27.6 nats. */
  private static final double FLOOR = 1e-12;

  private final Lake lake;
  private final Datasets datasets;
  private final long seed;

  /**
   * An evaluator.
   *
   * @param datasets what the data are called
   * @param seed of the bootstrap
   */
  public Evaluator(Lake lake, Datasets datasets, long seed) {
    this.lake = lake;
    this.datasets = datasets;
    this.seed = seed;
  }

  /** Measures everything that a fuse run said. */
  public Evaluation evaluate(String fuseRunId) {
    return evaluate(fuseRunId, Optional.empty(), Optional.empty());
  }

  /**
   * Measures everything that a fuse run said.
   *
   * @param earlierRun a fuse run whose models are compared with those of this one on the same rows
   * @param repeated scores of test pairs in which a face stands several times
   */
  public Evaluation evaluate(
      String fuseRunId, Optional<String> earlierRun, Optional<Dataset<Row>> repeated) {
    Judgements said = new Judgements(lake, datasets, Said.of(lake, fuseRunId));
    Dataset<Row> judgements = said.all();
    List<Measurement> measurements = new ArrayList<>();

    SortedMap<Group, ConfusionMatrix> matrices = confusion(judgements);
    ClassificationMetrics classification = new ClassificationMetrics(seed);
    matrices.forEach((group, matrix) -> measurements.addAll(classification.of(group, matrix)));
    confusion(said.byCondition())
        .forEach((group, matrix) -> measurements.addAll(classification.ofWhole(group, matrix)));

    SortedMap<Group, Map<Stage, Reliability>> reliabilities = new TreeMap<>();
    for (Calibrated one : calibration(judgements)) {
      measurements.addAll(one.losses().measurements(one.group(), one.stage().suffix()));
      measurements.add(calibrationError(one));
      if (one.stage() == Stage.AFTER) {
        measurements.add(byChance(one));
        measurements.add(probability(one));
      }

      reliabilities
          .computeIfAbsent(one.group(), group -> new EnumMap<>(Stage.class))
          .put(one.stage(), one.reliability());
    }

    measurements.addAll(Rankings.of(judgements));
    measurements.addAll(Comparisons.of(judgements));
    earlierRun.ifPresent(
        run ->
            measurements.addAll(
                Earlier.of(said, new Judgements(lake, datasets, Said.of(lake, run)), run)));
    measurements.addAll(Controls.of(lake, fuseRunId));
    repeated.ifPresent(scores -> measurements.addAll(RepeatedErrors.of(scores)));
    measurements.addAll(PassRates.of(lake, fuseRunId));
    measurements.addAll(SeedMeans.of(measurements));
    measurements.sort(Comparator.comparing(Measurement::group));
    return new Evaluation(
        fuseRunId,
        List.copyOf(measurements),
        sumOfMatrices(matrices),
        sums(reliabilities),
        PrecisionRecalls.of(judgements));
  }

  private static SortedMap<Group, ConfusionMatrix> confusion(Dataset<Row> judgements) {
    Map<Group, Map<ConfusionMatrix.Cell, Long>> cells = new HashMap<>();
    for (Row row :
        judgements.groupBy(Group.columns("truth", "predicted")).count().collectAsList()) {
      cells
          .computeIfAbsent(Group.of(row), group -> new HashMap<>())
          .put(new ConfusionMatrix.Cell(row.getString(5), row.getString(6)), row.getLong(7));
    }

    SortedMap<Group, ConfusionMatrix> matrices = new TreeMap<>();
    cells.forEach((group, counted) -> matrices.put(group, ConfusionMatrix.of(counted)));
    return matrices;
  }

  /** What a group's confidences are worth at a stage. */
  private record Calibrated(Group group, Stage stage, Losses losses, Reliability reliability) {}

  private static Collection<Calibrated> calibration(Dataset<Row> judgements) {
    Column truth = greatest(element_at(col("posterior"), col("truth")), lit(0.0));
    Column logLoss = log(greatest(truth, lit(FLOOR))).multiply(-1);
    Column squares =
        aggregate(
            map_values(col("posterior")), lit(0.0), (all, one) -> all.plus(one.multiply(one)));
    Column brier = squares.minus(truth.multiply(2)).plus(1);
    Column confidence = array_max(map_values(col("posterior")));
    List<Row> sums =
        staged(judgements)
            .withColumn("bin", Reliability.bin(confidence))
            .withColumn("right", col("predicted").equalTo(col("truth")))
            .withColumn("confidence", confidence)
            .withColumn("log_loss", logLoss)
            .withColumn("brier", brier)
            .groupBy(Group.columns("stage", "bin", "right"))
            .agg(
                count(lit(1)),
                sum("confidence"),
                sum("log_loss"),
                sum(pow(col("log_loss"), 2)),
                sum("brier"),
                sum(pow(col("brier"), 2)))
            .collectAsList();
    return sums.stream()
        .collect(
            Collectors.groupingBy(
                row -> List.of(Group.of(row), row.getString(5)),
                Collectors.collectingAndThen(Collectors.toList(), Evaluator::calibrated)))
        .values();
  }

  /** Each row with the posterior as it is, and where its temperature is known, without it. */
  private static Dataset<Row> staged(Dataset<Row> judgements) {
    Dataset<Row> after =
        judgements
            .where(col("posterior").isNotNull())
            .withColumn("stage", lit(Stage.AFTER.label()));
    Column raised = transform_values(col("posterior"), (name, one) -> pow(one, col("temperature")));
    Column total = aggregate(map_values(col("raised")), lit(0.0), Column::plus);
    Dataset<Row> before =
        after
            .where(col("temperature").isNotNull())
            .withColumn("stage", lit(Stage.BEFORE.label()))
            .withColumn("raised", raised)
            .withColumn("total", total)
            .withColumn(
                "posterior",
                transform_values(col("raised"), (name, one) -> one.divide(col("total"))))
            .drop("raised", "total");
    return after.unionByName(before);
  }

  private static Calibrated calibrated(List<Row> rows) {
    List<Reliability.Count> counts = new ArrayList<>();
    Losses losses = new Losses(0, 0, 0, 0, 0);
    for (Row row : rows) {
      Reliability.Outcome outcome = Reliability.Outcome.of(row.getBoolean(7));
      counts.add(new Reliability.Count(row.getInt(6), outcome, row.getLong(8), row.getDouble(9)));
      losses =
          losses.plus(
              new Losses(
                  row.getLong(8),
                  row.getDouble(10),
                  row.getDouble(11),
                  row.getDouble(12),
                  row.getDouble(13)));
    }

    Row any = rows.get(0);
    return new Calibrated(
        Group.of(any), Stage.of(any.getString(5)), losses, Reliability.of(counts));
  }

  /**
   * The calibration error. Drawn anew, bins drift from the diagonal by chance as well, so the
   * interval leans upwards; it is made to hold the figure itself.
   */
  private Measurement calibrationError(Calibrated one) {
    double error = one.reliability().expectedCalibrationError();
    Interval drawn =
        Bootstrap.of(one.reliability(), seed).interval(Reliability::expectedCalibrationError);
    return Measurement.whole(
        one.group(),
        "ece" + one.stage().suffix(),
        error,
        new Interval(Math.min(drawn.low(), error), Math.max(drawn.high(), error)),
        one.reliability().total());
  }

  private static Measurement byChance(Calibrated one) {
    return new Measurement(
        one.group(),
        "ece_by_chance",
        Optional.empty(),
        one.reliability().calibrationErrorByChance(),
        Optional.empty(),
        one.reliability().total());
  }

  private Measurement probability(Calibrated one) {
    return new Measurement(
        one.group(),
        CalibrationErrors.PROBABILITY,
        Optional.empty(),
        one.reliability().calibrationErrorProbability(seed),
        Optional.empty(),
        one.reliability().total());
  }

  private static SortedMap<Group, ConfusionMatrix> sumOfMatrices(
      SortedMap<Group, ConfusionMatrix> matrices) {
    SortedMap<Group, List<ConfusionMatrix>> draws = new TreeMap<>();
    matrices.forEach(
        (group, matrix) ->
            draws.computeIfAbsent(group.overSeeds(), all -> new ArrayList<>()).add(matrix));
    SortedMap<Group, ConfusionMatrix> sums = new TreeMap<>();
    draws.forEach((group, all) -> sums.put(group, ConfusionMatrix.sum(all)));
    return sums;
  }

  private static SortedMap<Group, Map<Stage, Reliability>> sums(
      SortedMap<Group, Map<Stage, Reliability>> reliabilities) {
    SortedMap<Group, Map<Stage, List<Reliability>>> draws = new TreeMap<>();
    reliabilities.forEach(
        (group, stages) ->
            stages.forEach(
                (stage, reliability) ->
                    draws
                        .computeIfAbsent(group.overSeeds(), all -> new EnumMap<>(Stage.class))
                        .computeIfAbsent(stage, all -> new ArrayList<>())
                        .add(reliability)));
    SortedMap<Group, Map<Stage, Reliability>> sums = new TreeMap<>();
    draws.forEach(
        (group, stages) -> {
          Map<Stage, Reliability> summed = new EnumMap<>(Stage.class);
          stages.forEach((stage, all) -> summed.put(stage, Reliability.sum(all)));
          sums.put(group, summed);
        });
    return sums;
  }
}
